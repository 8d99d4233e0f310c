"""The stylesheets, which visitors download: nothing in them that no page uses."""

import re

from app.web.templating import WEB_TEMPLATES

STYLESHEETS = sorted((WEB_TEMPLATES.parent / "static").glob("*.css"))
FOLDERS = (WEB_TEMPLATES, WEB_TEMPLATES.parents[2] / "report_templates")


def test_every_class_is_used() -> None:
    selectors = re.sub(r"\{[^{}]*\}", "{", " ".join(path.read_text() for path in STYLESHEETS))
    templates = " ".join(path.read_text() for folder in FOLDERS for path in folder.rglob("*.html"))

    classes = set(re.findall(r"\.([a-z][a-z-]*)", selectors))

    assert {name for name in classes if not re.search(rf"(?<![\w-]){name}(?![\w-])", templates)} == set()
    assert len(classes) > 50
