"""The letters that go by e-mail, each as text and as HTML."""

from dataclasses import dataclass
from datetime import date

from app.rendering.templates import REPORT_TEMPLATES, report_environment


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


def link_letter(link: str, *, kept_until: date, is_finished: bool) -> Letter:
    """Write the letter with which an owner returns to a scan."""
    return _letter("link", {"link": link, "kept_until": kept_until, "is_finished": is_finished})


def _letter(name: str, context: dict[str, object]) -> Letter:
    """Print the two templates of a letter; that of the text sets the subject."""
    folder = f"{REPORT_TEMPLATES.name}/letters"
    text = report_environment().get_template(f"{folder}/{name}.txt").make_module(context)
    subject: str = text.subject  # type: ignore[attr-defined]  # set by the template
    html = report_environment().get_template(f"{folder}/{name}.html").render(context, subject=subject)
    return Letter(subject=subject, text=str(text), html=html)
