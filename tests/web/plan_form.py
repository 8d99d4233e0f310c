"""The form of the plan, the buttons that leave a step out or put it back, and the steps that are left."""

from tests.html import NAMESPACE
from tests.page import Page, text_of
from tests.visitor import Visitor

PLAN, DROP, RESTORE = "/scan/plan", "/scan/plan/weglaten", "/scan/plan/terugzetten"


def steps(page: Page) -> list[str]:
    """Return the titles of the steps of the plan."""
    articles = [found for found in page.all("article") if (found.get("id") or "").startswith("stap-")]
    return [text_of(found) for article in articles for found in article.findall(".//h:h3", NAMESPACE)]


def first_action(visitor: Visitor) -> str:
    return next(found for found in buttons(visitor.get("/scan/resultaat"), DROP))


def buttons(page: Page, action: str) -> list[str]:
    """Return what the buttons of the forms to this address send."""
    forms = [form for form in page.all("form") if form.get("action") == action]
    return [found.get("value", "") for form in forms for found in form.findall(".//h:button", NAMESPACE)]


def save(visitor: Visitor, **changes: str) -> Page:
    return visitor.post(PLAN, visitor.get(PLAN).filled_in() | changes)
