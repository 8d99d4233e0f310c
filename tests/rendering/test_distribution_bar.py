"""How companies are distributed over the steps of the scale: the stack and its percents."""

from collections.abc import Sequence
from typing import Any

from app.domain.cube import Key
from app.rendering.distribution_bar import DistributionBar, distribution_bar, step_colours
from app.rendering.templates import make_environment
from tests.rendering.outcome_samples import hidden, outcomes, shown


def bar(*percents: int) -> DistributionBar:
    found = distribution_bar(outcomes({}), shown(Key(), shares=percents), "technologie")
    assert found
    return found


def macro(name: str, *arguments: Any) -> str:
    template = make_environment().get_template(f"report_templates/components/{name}.html")
    return str(getattr(template.module, name)(*arguments))


def words(shown: DistributionBar) -> Sequence[str]:
    return [macro("share_words", shown, share).replace("\xa0", " ") for share in shown.shares]


def test_percents_of_few_and_of_nearly_all_say_only_that() -> None:
    assert words(bar(0, 15, 50, 30, 0)) == ["&lt;&nbsp;5%", "15%", "50%", "30%", "&lt;&nbsp;5%"]
    assert words(bar(0, 0, 0, 0, 95)) == [*["&lt;&nbsp;5%"] * 4, "&gt;&nbsp;90%"]


def test_a_stack_is_as_long_as_the_whole_line() -> None:
    parts = bar(0, 15, 50, 30, 0).parts

    assert parts[0].start == "0"
    assert float(parts[-1].start) + float(parts[-1].length) == 200


def test_parts_are_as_long_as_their_percents() -> None:
    _, second, third, *_ = bar(10, 20, 40, 20, 10).parts

    assert (second.start, second.length) == ("20", "40")
    assert third.length == "80"


def test_each_step_has_the_colour_of_the_legend_and_darkens() -> None:
    colours = [step.colour for step in step_colours()]

    assert [part.colour for part in bar(10, 20, 40, 20, 10).parts] == colours
    lightness = [sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in colours]
    assert lightness == sorted(lightness, reverse=True)


def test_what_is_hidden_or_was_not_measured_has_no_distribution() -> None:
    assert distribution_bar(outcomes({}), hidden(Key()), "technologie") is None
    assert distribution_bar(outcomes({}), shown(Key()), "technologie") is None


def test_steps_have_words() -> None:
    names = [macro("step_words", step.step) for step in step_colours()]

    assert names == ["heel laag", "laag", "midden", "hoog", "heel hoog"]


def test_a_stack_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in macro("share_stack", bar(10, 20, 40, 20, 10))
