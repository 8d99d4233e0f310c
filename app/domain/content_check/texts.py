"""Every text in the content with the file and the key where it stands: what visitors read, and the sources."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, get_args

from app.domain.parsed import Parsed, Text
from app.domain.questionnaire import Questionnaire

_FOLDERS = ("questions", "actions", "examples", "schemes")
_SOURCES = ("source", "weights_source")
_IS_TEXT = list(get_args(Text)[1:])
_FOR_REVIEWERS = ("measures", *_SOURCES)


class FoundText(NamedTuple):
    """`path` leads to the text in its file; the last key says what kind of text it is."""

    file: str
    path: str
    text: str

    @property
    def key(self) -> str:
        return self.path.rpartition(".")[2]


def texts_for_visitors(questionnaire: Questionnaire) -> list[FoundText]:
    """Return what visitors read; sources and what a question measures are for reviewers."""
    return [found for found in _texts(questionnaire) if found.key not in _FOR_REVIEWERS]


def sources_in(questionnaire: Questionnaire) -> list[FoundText]:
    return [found for found in _texts(questionnaire) if found.key in _SOURCES]


def _texts(questionnaire: Questionnaire) -> Iterator[FoundText]:
    for folder in _FOLDERS:
        for record in getattr(questionnaire, folder):
            yield from _texts_in(record, f"{folder}/{record.id}.yaml", "")
    yield from _texts_in(questionnaire.profile, "profile.yaml", "")
    yield from _texts_in(questionnaire.doors, "doors.yaml", "doors")
    manifest = questionnaire.model_copy(update=dict.fromkeys((*_FOLDERS, "profile", "doors")))
    yield from _texts_in(manifest, "scan.yaml", "")


def _texts_in(value: object, file: str, path: str) -> Iterator[FoundText]:
    """Yield every field of the kind Text."""
    if isinstance(value, Parsed):
        for name, field in type(value).model_fields.items():
            part, here = getattr(value, name), f"{path}.{name}" if path else name
            is_text = field.metadata == _IS_TEXT or Text in get_args(field.annotation)
            if is_text and part is not None:
                yield FoundText(file, here, part)
            yield from _texts_in(part, file, here)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts_in(part, file, f"{path}.{key}")
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _texts_in(part, file, f"{path}[{index}]")
