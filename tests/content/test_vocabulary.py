"""The vocabulary for content editors has every key and every value that the program knows, and no other."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel

from app.content import CONTENT_FOLDER, read_yaml
from app.domain.conditions import Condition
from app.domain.errors import ContentError
from app.domain.parsing import parse_questionnaire
from app.domain.questionnaire import Questionnaire
from tests.markdown import Document, code

README = Document("scan_questions/README.md")


def parts(annotation: Any) -> Iterator[Any]:
    """Yield all that an annotation is made of, keys and values of mappings included."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for argument in get_args(annotation):
            yield from parts(argument)


def models_from(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    waiting = [model]
    while waiting:
        current = waiting.pop()
        if current.__name__ not in found:
            found[current.__name__] = current
            annotations = [part for field in current.model_fields.values() for part in parts(field.annotation)]
            waiting += [part for part in annotations if isinstance(part, type) and issubclass(part, BaseModel)]
    return found


def values_of(annotation: Any) -> Iterator[str]:
    for part in parts(annotation):
        if get_origin(part) is Literal:
            yield from get_args(part)
        elif isinstance(part, type) and issubclass(part, StrEnum):
            yield from part


MODELS = models_from(Questionnaire)
FIELDS = [(model, name) for model in MODELS.values() for name in model.model_fields]


def rows_of(record: str) -> dict[str, tuple[str, str]]:
    return {code(key): (needed, meaning) for key, needed, meaning in README.rows(record)}


def test_every_record_has_a_table() -> None:
    assert set(README.headings) - {"Change something"} == set(MODELS)


@pytest.mark.parametrize("record", MODELS)
def test_a_table_has_the_keys_of_its_record(record: str) -> None:
    assert set(rows_of(record)) == set(MODELS[record].model_fields)


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_a_key_says_whether_it_is_needed(model: type[BaseModel], name: str) -> None:
    needed, _ = rows_of(model.__name__)[name]

    assert needed == ("yes" if model.model_fields[name].is_required() else "no")


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_a_key_names_every_value_it_may_have(model: type[BaseModel], name: str) -> None:
    _, meaning = rows_of(model.__name__)[name]

    assert [value for value in values_of(model.model_fields[name].annotation) if f"`{value}`" not in meaning] == []


def test_the_examples_of_conditions_have_all_forms() -> None:
    examples = [Condition.model_validate(example) for example in yaml.safe_load(README.yaml("Condition"))]

    assert {form for example in examples for form in example.model_fields_set} == set(Condition.model_fields)


def test_the_example_of_a_problem_is_what_the_loader_says() -> None:
    names = [path.relative_to(CONTENT_FOLDER).as_posix() for path in CONTENT_FOLDER.rglob("*.yaml")]
    documents: dict[str, Any] = {name: read_yaml(CONTENT_FOLDER / name, name) for name in names}
    documents["questions/planning.yaml"]["depth"] = "kern"

    with pytest.raises(ContentError) as caught:
        parse_questionnaire(documents)

    assert f"    {caught.value}\n" in README.text


def test_every_kind_of_file_is_in_the_list() -> None:
    paths = [path.relative_to(CONTENT_FOLDER) for path in CONTENT_FOLDER.rglob("*.yaml")]
    kinds = {f"{path.parent}/<id>.yaml" if path.parent.name else path.name for path in paths}

    assert {code(file) for file, _ in README.rows("")} == kinds
