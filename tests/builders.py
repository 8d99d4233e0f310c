"""Small questionnaires for tests: every part has a default, so that a test shows only what matters to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.figures import Figures
from app.domain.parsing import parse_questionnaire
from app.domain.profile import Profile
from app.domain.questionnaire import Questionnaire

CODES = ("a", "b", "c", "d", "e")
# What value added went to: 500 together.
PARTS: dict[str, Any] = {"result": 90, "interest": 10, "staff_costs": 350, "depreciation": 50}
VALUES = {"a": 0, "b": 0.25, "c": 0.5, "d": 0.75, "e": 1}


def profile(**changes: Any) -> Profile:
    return Profile.model_validate({"sector": "handel", "size": "2-9", "goal": "groei"} | changes)


def figures(**told: Any) -> Figures:
    return Figures.model_validate(told)


def question(question_id: str, **changes: Any) -> dict[str, Any]:
    defaults = {
        "id": question_id,
        "depth": "core",
        "text": f"Vraag {question_id}?",
        "measures": "iets",
        "source": "redactioneel",
        "answer_set": "vijf",
        "levels": {code: {"label": f"Niveau {code}"} for code in CODES},
        "elements": {"technologie": 1},
        "strength": f"{question_id} gaat goed.",
        "bottleneck": f"{question_id} knelt.",
    }
    return defaults | changes


def action(action_id: str, **changes: Any) -> dict[str, Any]:
    defaults = {
        "id": action_id,
        "title": f"Doe {action_id}",
        "elements": {"technologie": 1},
        "this_week": "Begin.",
        "this_quarter": "Ga door.",
        "with_staff": "Vraag het uw mensen.",
        "why": "Het werkt.",
        "source": "redactioneel",
        "effort": {"size": "M", "hours": "8 uur", "cost": "geen"},
        "effect": "M",
        "j_curve": {"depth": "none"},
        "doors": ["kvk"],
    }
    return defaults | changes


def documents(
    questions: Sequence[Mapping[str, Any]], actions: Sequence[Mapping[str, Any]] = (), **manifest: Any
) -> dict[str, Any]:
    """Return the files of a small folder of content: two elements, one theme, four levels."""
    scan = {
        "version": "2026.1",
        "weights_source": "redactioneel",
        "themes": [
            {"id": "processen", "name": "Processen", "intro": "Werk.", "questions": [q["id"] for q in questions]}
        ],
        "elements": [
            {"id": "technologie", "name": "Technologie", "meaning": "Techniek.", "weight": 25},
            {"id": "slimmer_werken", "name": "Slimmer werken", "meaning": "Slim.", "weight": 75},
        ],
        "levels": [
            {"id": f"niveau_{bound}", "name": f"Vanaf {bound}", "meaning": "Zo.", "lower_bound": bound}
            for bound in (0, 30, 55, 80)
        ],
        "scores": {
            "minimum_coverage": "2/3",
            "minimum_answers": 3,
            "maximum_excused": "1/3",
            "source": "redactioneel",
        },
        "balance": {
            "element": "technologie",
            "threshold": 15,
            "ahead": "Techniek loopt voor.",
            "behind": "Techniek loopt achter.",
            "even": "In balans.",
            "source": "redactioneel",
        },
        "plan": {
            "actions": 5,
            "elements": 2,
            "target": "niveau_80",
            "effort": {"S": 1, "M": 2, "L": 4},
            "effect": {"S": 1, "M": 2, "L": 3},
            "goal_fit": 1.5,
            "reasons": 3,
            "strengths": 3,
            "strength_from": 0.75,
            "bottleneck_to": 0.25,
            "source": "redactioneel",
        },
        "headlines": [{"id": "standaard", "text": "Dit is uw resultaat."}],
    }
    files: dict[str, Any] = {
        "scan.yaml": scan | manifest,
        "profile.yaml": {
            "sectors": [
                {"id": "handel", "label": "Handel"},
                {"id": "zorg", "label": "Zorg"},
            ],
            "sizes": [
                {"id": "1", "label": "Alleen ik", "has_staff": False},
                {"id": "2-9", "label": "2 tot 9 mensen"},
            ],
            "goals": [{"id": "groei", "label": "Groei"}, {"id": "kosten", "label": "Kosten"}],
        },
        "answer_sets.yaml": {
            "answer_sets": [{"id": "vijf", "options": [{"code": c, "value": VALUES[c]} for c in CODES]}]
        },
        "doors.yaml": {
            "doors": [
                {"id": "kvk", "name": "KVK", "helps_with": "Vragen.", "source": "redactioneel"},
                {
                    "id": "deventer",
                    "name": "Deventer",
                    "helps_with": "Vragen.",
                    "source": "redactioneel",
                    "municipalities": ["GM0150"],
                },
            ]
        },
    }
    files |= {f"questions/{entry['id']}.yaml": dict(entry) for entry in questions}
    return files | {f"actions/{entry['id']}.yaml": dict(entry) for entry in actions}


def questionnaire(
    questions: Sequence[Mapping[str, Any]], actions: Sequence[Mapping[str, Any]] = (), **manifest: Any
) -> Questionnaire:
    return parse_questionnaire(documents(questions, actions, **manifest))


def technology(*ids: str, **changes: Any) -> list[dict[str, Any]]:
    """Return questions that count for technologie with weight 1."""
    return [question(question_id, **changes) for question_id in ids]


def both_elements() -> Questionnaire:
    """Return three questions for each of the two elements: t1-t3 and s1-s3."""
    smart = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3")]
    return questionnaire([*technology("t1", "t2", "t3"), *smart])
