"""Reports as documents, parsed as a browser does, and the words in them."""

from xml.etree.ElementTree import Element

from markupsafe import Markup

from app.domain.report import Report
from app.rendering.templates import make_environment
from tests.html import parse, without_namespaces
from tests.rendering import samples


def printed(report: Report, company: str | None = "Bakkerij Jansen") -> str:
    return samples.document(report, company=company)


def parsed(html: str) -> Element:
    return without_namespaces(parse(html))


def words(html: str) -> str:
    body = parsed(html).find("body")
    assert body is not None
    return " ".join(" ".join(body.itertext()).split())


def said(name: str, *arguments: object) -> str:
    """Return the words that a component prints, in the templates of pages and paper."""
    template = make_environment().get_template(f"report_templates/components/{name}.html")
    return " ".join(Markup(getattr(template.module, name)(*arguments)).striptags().split())
