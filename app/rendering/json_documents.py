"""The JSON that reviewers and other programs read: a questionnaire, and what a scan says."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from fractions import Fraction
from typing import Any

from app.domain.agreed_action import AgreedAction
from app.domain.company import Company
from app.domain.counting import doubt_about
from app.domain.explanation import Explanation
from app.domain.j_curve import PlanCurve
from app.domain.note import CaseNote
from app.domain.profile import Profile
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire
from app.domain.report import PlanStep, Report
from app.domain.scan import Scan
from app.domain.scoring import Score
from app.domain.second_view import SharedView
from app.domain.sharing import Consent, Share, Terms
from app.rendering.filters import rounded

Json = dict[str, Any]


def questionnaire_json(questionnaire: Questionnaire, questions: tuple[Question, ...], profile: Profile | None) -> Json:
    """Return these questions with their options, in the words for this profile if there is one."""
    return {
        "version": questionnaire.version,
        "hash": questionnaire.hash,
        "questions": [_question(questionnaire, question, profile) for question in questions],
    }


def report_json(report: Report) -> Json:
    """Return scores from 0 to 100 with one decimal, null where too little was answered, and the plan."""
    scores = report.scores
    return {
        "elements": {
            result.element.id: _score(result.score) | {"level": result.level.id if result.level else None}
            for result in report.elements
        },
        "themes": {result.theme.id: _score(result.score) for result in report.themes},
        "index": _decimal(scores.index),
        "index_equal_weights": _decimal(scores.index_equal_weights),
        "balance": _decimal(scores.balance),
        "headline": {"id": report.headline_id, "text": report.headline},
        "strengths": [{"question": finding.question_id, "text": finding.text} for finding in report.strengths],
        "bottlenecks": [{"question": finding.question_id, "text": finding.text} for finding in report.bottlenecks],
        "basis": [
            {"action": line.foundation.id, "before": [waiting.id for waiting in line.waiting], "step": line.step}
            for line in report.basis
        ],
        "actions": [_action(step) for step in report.plan],
        "j_curve": _j_curve(report.j_curve),
        "ignored": list(scores.ignored),
        "questionnaire": {"version": report.questionnaire.version, "hash": report.questionnaire.hash},
    }


def scan_json(scan: Scan, answered_at: Mapping[str, datetime]) -> Json:
    """Return a scan as its owner keeps it: what was filled in and when, and what followed from it."""
    counted = {answered.id: answered.code for answered in scan.report.answers}
    moments = {name: getattr(scan, name) for name in ("started_at", "changed_at", "finished_at")}
    return {
        **{name: moment and moment.isoformat() for name, moment in moments.items()},
        "mode": scan.mode,
        "profile": scan.profile.model_dump(),
        "company": _company(scan.company),
        "doubt": doubt_about(scan) if scan.finished_at else None,
        "deepened": list(scan.deepened),
        "choices": {"targets": scan.choices.targets, "dropped": list(scan.choices.dropped)},
        "answers": counted,
        "answers_not_asked_now": {id: code for id, code in scan.answers.items() if id not in counted},
        "answered_at": {id: moment.isoformat() for id, moment in answered_at.items()},
        **report_json(scan.report),
    }


def sharing_json(share: Share | None, consents: Sequence[Consent]) -> Json:
    """Return with whom a scan is shared now, and what its owner ever agreed to."""
    return {"now": _share(share) if share else None, "consents": [_consent(consent) for consent in consents]}


def from_adviser_json(
    views: Sequence[SharedView], notes: Sequence[CaseNote], actions: Sequence[AgreedAction]
) -> dict[str, list[Json]]:
    """Return what advisers share with an owner, and what the owner says to it."""
    return {
        "views": [_view(view) for view in views],
        "notes": [_note(note) for note in notes],
        "agreed_actions": [_agreed_action(action) for action in actions],
    }


def _view(view: SharedView) -> Json:
    return {
        "question": view.question_id,
        "code": view.code,
        "reason": view.reason,
        "adviser": view.account_name,
        "shared_at": view.shared_at.isoformat(),
        "response": view.response or None,
        "responded_at": view.responded_at and view.responded_at.isoformat(),
    }


def _note(note: CaseNote) -> Json:
    return {
        "text": note.text,
        "adviser": note.author,
        "written_at": note.written_at.isoformat(),
        "changed_at": note.changed_at and note.changed_at.isoformat(),
    }


def _agreed_action(action: AgreedAction) -> Json:
    return {
        "title": action.title,
        "action": action.action_id,
        "who": action.who,
        "due_on": action.due_on and action.due_on.isoformat(),
        "status": action.status,
        "adviser": action.added_by,
        "added_at": action.added_at.isoformat(),
        "changed_at": action.changed_at.isoformat(),
    }


def _share(share: Share) -> Json:
    return {
        "organisation": share.organisation.name,
        "since": share.shared_at.isoformat(),
        **_terms(share.terms),
        "contact": asdict(share.details),
    }


def _consent(consent: Consent) -> Json:
    return {
        "organisation": consent.organisation_name,
        **_terms(consent.terms),
        "given_at": consent.given_at.isoformat(),
        "ended_at": consent.ended_at and consent.ended_at.isoformat(),
        "ended_by": consent.ended_by,
    }


def _terms(terms: Terms) -> Json:
    return {"scope": terms.scope, "text_version": terms.text_version, "ends_on": terms.ends_on.isoformat()}


def _company(company: Company) -> Json:
    return {
        "name": company.company_name,
        "kvk_number_given": company.kvk_token is not None,
        "may_count": company.may_count if company.consent_version else None,
        "consent_version": company.consent_version,
        "campaign": company.campaign,
    }


def _question(questionnaire: Questionnaire, question: Question, profile: Profile | None) -> Json:
    words = question.wording_for(profile) if profile else question
    return {
        "id": question.id,
        "theme": questionnaire.theme_of[question.id].id,
        "depth": question.depth,
        "text": words.text,
        "elements": question.elements,
        "options": [
            {"code": code, "value": float(value), "label": words.levels[code].label}
            for code, value in questionnaire.values_of(question).items()
        ],
        "allows": [str(answer) for answer in question.allows],
    }


def _score(score: Score) -> Json:
    shown = score.is_shown
    return {
        "score": _decimal(score.value if shown else None),
        "low": _decimal(score.low if shown else None),
        "high": _decimal(score.high if shown else None),
        "coverage": round(float(score.coverage), 3),
        "status": str(score.status),
    }


def _action(step: PlanStep) -> Json:
    factors = step.factors
    return {
        "id": step.action.id,
        "title": step.action.title,
        "elements": step.action.elements,
        "priority": _decimal(factors.priority),
        "factors": {name: float(getattr(factors, name)) for name in ("gap", "need", "effect", "fit", "effort")},
        "because": [_explanation(line) for line in step.because],
    }


def _j_curve(curve: PlanCurve | None) -> Json | None:
    """Return an estimate by month from 0, in units that mean nothing by themselves; 0 is as it is now."""
    if curve is None:
        return None
    return {
        "months": [_hundredth(result) for result in curve.months],
        "warning": curve.warns,
        "steps": [
            {"action": step.action.id, "start": step.start, "months": [_hundredth(result) for result in step.months]}
            for step in curve.steps
        ],
    }


def _hundredth(value: Fraction) -> float:
    return float(rounded(value, 2))


def _explanation(line: Explanation) -> Json:
    detail: Json = {"kind": line.kind, "id": line.id, "text": line.name}
    if line.answered is not None:
        detail |= {"code": line.answered.code, "answer": line.answered.answer}
    if line.score is not None:
        detail["score"] = _decimal(line.score)
    return detail


def _decimal(value: Fraction | None) -> float | None:
    return None if value is None else float(rounded(value, 1))
