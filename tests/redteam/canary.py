"""A province of companies with a canary among them: whatever is of the canary, or is a true total, can be found."""

import hashlib
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from io import BytesIO

from httpx2 import Response
from pypdf import PdfReader
from sqlmodel import select

from app.content import read_release_specification
from app.db.engine import Database
from app.db.release_tables import LedgerYearRow
from app.db.scan_tables import AnswerRow, ScanRow
from app.domain.answers import Answers
from app.domain.profile import Profile
from app.domain.progress import asked_questions
from app.domain.questionnaire import Questionnaire
from app.domain.scoring import score
from app.services.pseudonyms import pseudonym
from app.services.releasing import Terms
from app.settings import Settings
from app.web.consent import current_consent

PROVINCE, PERIOD = "Overijssel", "2025"
NAME, KVK, SECRET = "Kanariepiet", "70417311", "kanarie-" + "k4n" * 12
CAMPAIGN = "kanariekooi"
COMPANIES = 137
"""How many count, with the canary: no number that is rounded to fives can be this."""
MUNICIPALITIES = ("GM0150", "GM0153", "GM0193", "GM0141", "GM0180")
_BEGAN = datetime(2025, 5, 6, 7, tzinfo=UTC)

Traces = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True)
class Told:
    """What a company filled in, and what its scores came to."""

    answers: Answers
    exact: Sequence[Fraction]

    @property
    def scores(self) -> Sequence[int]:
        return [round(score) for score in self.exact]

    @property
    def few_answers(self) -> Sequence[tuple[str, str]]:
        return list(self.answers.items())[:4]

    @property
    def scores_as_written(self) -> Sequence[tuple[str, str]]:
        """Return each score as a pattern: in tenths, with a point or a comma, and whole."""
        tenths = [f"{float(score):.1f}".replace(".", "[.,]") for score in self.exact]
        return list(zip(tenths, map(str, self.scores), strict=True))


@dataclass(frozen=True)
class Province:
    """What nobody may find: all that is of the canary, and what the scores of all companies add up to."""

    canary: Told
    sums: Sequence[int]
    secret_key: bytes


def fill_province(database: Database, questionnaire: Questionnaire, secret_key: bytes) -> Province:
    """Store companies that count in the period, each with answers of its own; the last is the canary."""
    draw, told = random.Random(9), []
    with database.write() as session:
        for number in range(COMPANIES):
            is_canary = number == COMPANIES - 1
            row = _row(questionnaire, number, draw)
            if is_canary:
                row.company_name, row.kvk_token = NAME, pseudonym(secret_key, "kvk", KVK)
                row.secret_hash, row.campaign = _hashed(SECRET), CAMPAIGN
            session.add(row)
            session.flush()
            assert row.id is not None
            told.append(_told(questionnaire, row, draw))
            session.add_all(
                AnswerRow(scan_id=row.id, question_id=question_id, code=code, answered_at=row.changed_at)
                for question_id, code in told[-1].answers.items()
            )
    sums = [sum(scores) for scores in zip(*(each.scores for each in told), strict=True)]
    return Province(told[-1], sums, secret_key)


def _row(questionnaire: Questionnaire, number: int, draw: random.Random) -> ScanRow:
    began, profile = _BEGAN + timedelta(hours=17 * number), questionnaire.profile
    return ScanRow(
        secret_hash=_hashed(f"secret {number}"),
        questionnaire_hash=questionnaire.hash,
        sector=draw.choice(profile.sectors).id,
        size=draw.choice(profile.sizes).id,
        goal=draw.choice(profile.goals).id,
        municipality=draw.choice(MUNICIPALITIES),
        family_business=False,
        may_count=True,
        consent_version=current_consent().version,
        started_at=began,
        changed_at=began + timedelta(minutes=11),
        finished_at=began + timedelta(minutes=11),
    )


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _told(questionnaire: Questionnaire, row: ScanRow, draw: random.Random) -> Told:
    profile = Profile.model_validate({name: getattr(row, name) for name in Profile.model_fields})
    asked = asked_questions(questionnaire, profile, {})
    answers = {question.id: draw.choice([*questionnaire.values_of(question)]) for question in asked}
    shown = score(questionnaire, profile, answers).shown
    return Told(answers, [shown[element.id] for element in questionnaire.elements])


def terms(settings: Settings, questionnaire: Questionnaire, secret_key: bytes) -> Terms:
    return Terms(read_release_specification(settings.release_specification), questionnaire, secret_key)


def traces_of_canary(province: Province, database: Database) -> Traces:
    """Return by what the canary would be found; once it counted in a release, also by its token in the ledger."""
    kvk_token = pseudonym(province.secret_key, "kvk", KVK)
    words = {
        "name": NAME,
        "number": KVK,
        "secret": SECRET,
        "hash": _hashed(SECRET),
        "mark": _hashed(SECRET)[:12],
        "token": kvk_token,
        "campaign": CAMPAIGN,
    }
    return {
        **{what: re.compile(re.escape(word), re.IGNORECASE) for what, word in words.items()},
        "ledger": re.compile("|".join(_tokens(province, kvk_token, database)) or r"(?!)"),
        "answers": _in_a_row([rf"{name}\W{{1,8}}{code}\b" for name, code in province.canary.few_answers]),
        "scores": _in_a_row([rf"(?<!\d)(?:{tenths}|{whole})" for tenths, whole in province.canary.scores_as_written]),
    }


def _tokens(province: Province, kvk_token: str, database: Database) -> Sequence[str]:
    with database.read() as session:
        years = session.exec(select(LedgerYearRow)).all()
    names = (kvk_token, _hashed(SECRET))
    return [pseudonym(province.secret_key, "ledger", f"{year.nonce}:{name}") for year in years for name in names]


def _in_a_row(patterns: Sequence[str]) -> re.Pattern[str]:
    """Find these one after the other, with words or marks between."""
    return re.compile(r"\W.{0,160}?".join(patterns), re.DOTALL)


def traces_of_totals(province: Province) -> Traces:
    """Return by what a true number of companies, or the sum of their true scores, would be found."""
    numbers = {"count": COMPANIES, **{f"sum {at}": total for at, total in enumerate(province.sums)}}
    return {what: re.compile(rf"(?<!\w)(?<!\d\.){number}(?!\w|\.0*[1-9])") for what, number in numbers.items()}


def found_in(said: str, traces: Traces) -> set[str]:
    """Return what of this stands there."""
    return {what for what, trace in traces.items() if trace.search(said)}


def said_in(reply: Response) -> str:
    """Return all that an answer says to people and programs, with its headers and the words of a PDF.

    How long it is may be any number, and it is not searched for one.
    """
    headers = "\n".join(f"{name}: {value}" for name, value in reply.headers.items() if name != "content-length")
    if not reply.content.startswith(b"%PDF"):
        return f"{headers}\n\n{reply.text}"
    paper = PdfReader(BytesIO(reply.content))
    return f"{headers}\n{paper.metadata}\n" + "\n".join(page.extract_text() for page in paper.pages)
