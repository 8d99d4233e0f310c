"""From raw data to a questionnaire, with every problem found rather than the first.

A problem names the file, the key path, what stands there and what is allowed.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from app.domain.action import Action, Door, Example
from app.domain.consistency import inconsistencies
from app.domain.errors import MISSING, ContentError, Problem
from app.domain.parsed import Parsed
from app.domain.profile import ProfileChoices
from app.domain.question import AnswerSet, Question
from app.domain.questionnaire import Contradiction, Questionnaire
from app.domain.schemes import Scheme


class _AnswerSets(Parsed):
    answer_sets: tuple[AnswerSet, ...]


class _Doors(Parsed):
    doors: tuple[Door, ...]


class _Contradictions(Parsed):
    contradictions: tuple[Contradiction, ...]


_PARTS: Mapping[str, type[BaseModel]] = {
    "profile.yaml": ProfileChoices,
    "answer_sets.yaml": _AnswerSets,
    "doors.yaml": _Doors,
    "contradictions.yaml": _Contradictions,
}
_LISTS = ("answer_sets", "doors", "contradictions")
_NOT_NEEDED = ("contradictions.yaml",)
_FOLDERS: Mapping[str, type[BaseModel]] = {
    "questions": Question,
    "actions": Action,
    "examples": Example,
    "schemes": Scheme,
}


def parse_questionnaire(documents: Mapping[str, object]) -> Questionnaire:
    """Make the questionnaire of raw documents by file name relative to `scan_questions/`.

    Raises ContentError with all problems: first those of form, and once the form is right those between files.
    """
    if problems := list(_problems_of_form(documents)):
        raise ContentError(problems)
    questionnaire = Questionnaire.model_validate(_assembled(documents))
    if problems := list(inconsistencies(questionnaire)):
        raise ContentError(problems)
    return questionnaire


def _assembled(documents: Mapping[str, object]) -> dict[str, object]:
    manifest = documents.get("scan.yaml")
    raw: dict[str, object] = dict(manifest) if isinstance(manifest, dict) else {}
    raw["profile"] = documents.get("profile.yaml")
    for name in (name for name in _LISTS if f"{name}.yaml" in documents):
        document = documents[f"{name}.yaml"]
        raw[name] = document.get(name) if isinstance(document, dict) else None
    for folder in _FOLDERS:
        raw[folder] = [document for name, document in documents.items() if _folder_of(name) == folder]
    return raw


def _problems_of_form(documents: Mapping[str, object]) -> Iterator[Problem]:
    for name in ("scan.yaml", *_PARTS):
        if name not in documents and name not in _NOT_NEEDED:
            yield Problem(name, "", MISSING, "this file")
    for name, document in documents.items():
        if part := _PARTS.get(name):
            yield from problems_with(part, document, name)
        elif record := _FOLDERS.get(_folder_of(name)):
            yield from _problems_with_record(record, document, name)
        elif name == "scan.yaml":
            yield from _problems_with_manifest(documents)
        else:
            yield Problem(name, "", "here", f"no other files than scan.yaml, {', '.join((*_PARTS, *_FOLDERS))}")


def _problems_with_manifest(documents: Mapping[str, object]) -> Iterator[Problem]:
    manifest = documents["scan.yaml"]
    parts = ("profile", *_LISTS, *_FOLDERS)
    for part in parts:
        if isinstance(manifest, dict) and part in manifest:
            yield Problem("scan.yaml", part, manifest[part], f"this in {part}.yaml or {part}/")
    for problem in problems_with(Questionnaire, _assembled(documents), "scan.yaml"):
        if problem.path.partition("[")[0].partition(".")[0] not in parts:
            yield problem


def _folder_of(name: str) -> str:
    return PurePosixPath(name).parent.name


def _problems_with_record(record: type[BaseModel], document: object, name: str) -> Iterator[Problem]:
    yield from problems_with(record, document, name)
    expected = PurePosixPath(name).stem
    if isinstance(document, dict) and document.get("id", expected) != expected:
        yield Problem(name, "id", document["id"], f"{expected!r}, the name of the file")


def problems_with(model: type[BaseModel], value: object, file: str) -> Iterator[Problem]:
    """Yield what keeps the value from being this model, in words for who wrote it."""
    try:
        TypeAdapter(model).validate_python(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield _problem(model, detail["type"], detail["loc"], detail["input"], detail["msg"], file)


def _problem(
    model: type[BaseModel], kind: str, loc: tuple[int | str, ...], found: object, said: str, file: str
) -> Problem:
    path = _path(loc)
    if kind == "missing":
        return Problem(file, path, MISSING, "a value")
    if kind == "extra_forbidden":
        allowed = ", ".join(_keys_at(model, loc[:-1]))
        return Problem(file, path, found, f"no such key; allowed are {allowed}")
    expected = said.removeprefix("Input should be ").removeprefix("Value error, ").removeprefix("expected ")
    return Problem(file, path, found, expected[:1].lower() + expected[1:])


def _path(loc: Sequence[int | str]) -> str:
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _keys_at(model: Any, loc: Sequence[int | str]) -> list[str]:
    """Return the keys of the model found by following a key path through annotations."""
    here = model
    for part in loc:
        fields = getattr(here, "model_fields", None)
        here = fields[part].annotation if fields and part in fields else here
        here = next(_models_in(here), here)
    return list(here.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
