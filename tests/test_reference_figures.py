"""The public figures that go out with the program, and newer ones in the data folder."""

import csv
import logging
import resource
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from app.content import REFERENCE_FOLDER, read_hard_number_rules, read_statline_plan, read_style
from app.domain.content_check.plain_language import sentences, word_count
from app.domain.figures import Figures, LabourUnit
from app.domain.productivity import ReferenceFigure, hard_number, reference_for
from app.domain.questionnaire import Questionnaire
from app.reference_figures import reference_figures, refreshed_file, replace_figures

RULES = read_hard_number_rules()
SHIPPED = reference_figures()
WITHOUT = {without.sector for without in RULES.without_reference}
COMPARED = (LabourUnit.HOUR_WORKED, LabourUnit.LABOUR_YEAR)
TEXTS = [
    *(check.question for check in RULES.checks),
    *(without.reason for without in RULES.without_reference),
    *RULES.no_unit.values(),
    RULES.no_figure,
]


def test_every_sector_has_figures_or_a_reason_why_not(shipped: Questionnaire) -> None:
    for sector in shipped.profile.sectors:
        for unit in COMPARED:
            found = reference_for(sector.id, unit, references=SHIPPED, rules=RULES)
            assert (found is None) == (sector.id in WITHOUT), (sector.id, unit)


def test_figures_and_reasons_are_of_sectors_that_exist(shipped: Questionnaire) -> None:
    sectors = {sector.id for sector in shipped.profile.sectors}

    assert {figure.sector for figure in SHIPPED} - {RULES.context} <= sectors - WITHOUT
    assert WITHOUT | set(RULES.not_years) <= sectors
    assert {branches.sector for branches in read_statline_plan().sectors} == sectors - WITHOUT


def test_education_and_care_stand_beside_nothing() -> None:
    for sector in ("onderwijs", "zorg"):
        number = hard_number(Figures(hours_worked=Fraction(1)), sector, references=SHIPPED, rules=RULES)
        assert (number.reference, number.context) == (None, ())
        assert number.no_reference


def test_horeca_has_no_corona_year() -> None:
    figure = reference_for("horeca", LabourUnit.LABOUR_YEAR, references=SHIPPED, rules=RULES)

    assert figure is not None
    assert (figure.year, float(figure.value)) == (2019, 50200)


def test_overijssel_is_context_with_its_own_words() -> None:
    number = hard_number(Figures(labour_years=Fraction(1)), "overig", references=SHIPPED, rules=RULES)

    shown = {figure.region: float(figure.value) for figure in number.context}
    assert shown == {"Overijssel": 90449, "Nederland": 105572}
    assert number.context[0].source == "SER Overijssel, naar CBS; per arbeidsjaar, 2022, door ons omgerekend"


def numbers(text: str) -> Decimal:
    return Decimal(text.split()[0])


@pytest.mark.parametrize(
    "figure",
    [figure for figure in SHIPPED if figure.denominator != "gewerkte uren"],
    ids=lambda figure: f"{figure.sector} {figure.region} {figure.unit}",
)
def test_a_figure_is_what_its_parts_make(figure: ReferenceFigure) -> None:
    per = 1_000_000 if "mln uur" in figure.denominator else 1000
    worked_out = numbers(figure.numerator) * 1_000_000 / (numbers(figure.denominator) * per)

    assert float(worked_out) == pytest.approx(float(figure.value), rel=0.002)


def test_no_sector_has_two_figures_of_a_year() -> None:
    keys = [(figure.sector, figure.region, figure.unit, figure.year) for figure in SHIPPED]

    assert len(keys) == len(set(keys))


def test_one_figure_never_mixes_revisions() -> None:
    assert {figure.revision for figure in SHIPPED if "84088NED" in figure.source} == {"2015"}
    assert read_statline_plan().revision == "2021"


def test_the_limits_leave_every_reference_alone() -> None:
    for figure in SHIPPED:
        told = {LabourUnit.HOUR_WORKED: "hours_worked", LabourUnit.LABOUR_YEAR: "labour_years"}[figure.unit]
        figures = Figures.model_validate({"turnover": figure.value, "purchases": 0, told: 1})
        assert hard_number(figures, figure.sector, references=SHIPPED, rules=RULES).checks == ()


@pytest.mark.parametrize("text", TEXTS)
def test_its_texts_are_short_and_plain(text: str) -> None:
    style = read_style()

    assert max(word_count(sentence) for sentence in sentences(text)) <= style.rules.longest_sentence
    assert not [entry.word for entry in style.jargon.words if entry.word.rstrip("*") in text.casefold().split()]
    assert "'" not in text
    assert '"' not in text


def test_the_questions_are_about_figures_that_exist() -> None:
    assert {name for check in RULES.checks for name in check.fields} <= set(Figures.model_fields)


def test_newer_figures_are_kept_as_they_are(tmp_path: Path) -> None:
    figures = [SHIPPED[0].model_copy(update={"value": Fraction("66.4")}), SHIPPED[9]]

    replace_figures(figures, tmp_path)

    assert list(reference_figures(tmp_path)) == [*figures, *SHIPPED]
    with refreshed_file(tmp_path).open(encoding="utf-8", newline="") as file:
        assert [row["value"] for row in csv.DictReader(file)] == ["66.4", "126800"]


def test_who_reads_meanwhile_reads_one_file_to_its_end(tmp_path: Path) -> None:
    replace_figures(SHIPPED[:3], tmp_path)

    with refreshed_file(tmp_path).open(encoding="utf-8") as reader:
        replace_figures(SHIPPED[3:5], tmp_path)
        assert len(reader.readlines()) == 4


def test_a_full_disk_leaves_the_figures_as_they_were(tmp_path: Path) -> None:
    def fill_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    replace_figures(SHIPPED[:3], tmp_path)
    good = refreshed_file(tmp_path).read_bytes()
    program = "import sys; from app.reference_figures import *; replace_figures(reference_figures(), Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, preexec_fn=fill_disk)

    assert b"File too large" in done.stderr
    assert refreshed_file(tmp_path).read_bytes() == good
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"\xff", b"sector,unit\nx,y\n", b'sector\n"' + b"x" * 200_000, b"a\n\x00,b,c\n"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: bytes) -> None:
    refreshed_file(tmp_path).write_bytes(damage)

    with caplog.at_level(logging.WARNING):
        found = reference_figures(tmp_path)

    assert found == SHIPPED
    assert "let `scan reference refresh` make it again" in caplog.text


def test_a_data_folder_without_the_file_is_quiet(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert reference_figures(tmp_path / "nergens") == SHIPPED
    assert not caplog.text


def test_the_folder_tells_where_its_figures_come_from() -> None:
    described = (REFERENCE_FOLDER / "README.md").read_text(encoding="utf-8")

    assert [path.name for path in REFERENCE_FOLDER.iterdir() if f"`{path.name}`" not in described] == ["README.md"]
