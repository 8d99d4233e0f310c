"""What happened at a case, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Template
from typing import Literal

from app.content import read_yaml
from app.domain.case_event import CaseEvent, CaseEventKind
from app.domain.parsed import Parsed, Text
from app.domain.scan import Scan
from app.rendering.filters import long_date
from app.web.messages import message

Meaning = Literal["case_status", "action_status", "note_readers", "day", "answer"]


class EventWords(Parsed):
    """A sentence without who did it, other sentences by `way`, labels of details, and what their codes mean."""

    by: Literal["adviser", "owner", "clock"] = "adviser"
    text: Text
    ways: Mapping[str, Text] = {}
    labels: Mapping[str, Text] = {}
    words: Mapping[str, Meaning] = {}


class TimelineWords(Parsed):
    who: Mapping[str, Text]
    no_day: Text
    kinds: Mapping[CaseEventKind, EventWords]


@dataclass(frozen=True, slots=True)
class Detail:
    """Something under a sentence; what somebody typed stands nowhere else. Of an answer `text` may be a code."""

    label: str
    text: str
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class EventInWords:
    """`question` is the one that it is about, if it is about one."""

    who: str
    text: str
    question: str | None
    details: tuple[Detail, ...]


def in_words(event: CaseEvent, scan: Scan) -> EventInWords:
    """Say what happened at the case of a scan."""
    words = timeline_words().kinds[event.kind]
    meant = {name: _meaning(words.words.get(name), text, event, scan) for name, text in event.details.items()}
    text = words.ways.get(event.details.get("way", ""), words.text)
    question = _question(event, scan)
    return EventInWords(
        who=event.account_name or timeline_words().who["somebody" if words.by == "adviser" else words.by],
        text=Template(text).substitute({name: meant[name] for name in words.words if name in meant}),
        question=question,
        details=tuple(_details(words, meant)),
    )


def _details(words: EventWords, meant: Mapping[str, str]) -> Iterator[Detail]:
    for name, label in words.labels.items():
        if text := meant.get(name):
            yield Detail(label, text, is_answer=words.words.get(name) == "answer")


def _question(event: CaseEvent, scan: Scan) -> str | None:
    question = scan.questionnaire.question_by_id.get(event.subject or "")
    return question.wording_for(scan.profile).text if question else None


def _meaning(meaning: Meaning | None, text: str, event: CaseEvent, scan: Scan) -> str:
    """Return what a detail says: a day or a code in words, or what was typed as it is."""
    if meaning is None:
        return text
    if meaning == "day":
        return long_date(date.fromisoformat(text)) if text else timeline_words().no_day
    return _level(event, scan, text) if meaning == "answer" else message(meaning, text)


def _level(event: CaseEvent, scan: Scan, code: str) -> str:
    """Return the label of a level, or the code of an answer that gives no score."""
    question = scan.questionnaire.question_by_id.get(event.subject or "")
    level = question.wording_for(scan.profile).levels.get(code) if question else None
    return level.label if level else code


@cache
def timeline_words() -> TimelineWords:
    return TimelineWords.model_validate(read_yaml(Path(__file__).parent / "case_events.yaml", "case_events.yaml"))
