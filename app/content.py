"""The only reader of YAML: plain data of a bounded size and depth, without aliases, tags or repeated keys."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import yaml

from app.domain.content_check.style import ContentRules, Jargon, Style
from app.domain.errors import ContentError, Problem
from app.domain.operator import Operator
from app.domain.parsed import Parsed
from app.domain.parsing import parse_questionnaire, problems_with
from app.domain.productivity import HardNumberRules
from app.domain.questionnaire import Questionnaire
from app.domain.release_specification import ReleaseSpecification
from app.domain.statline_plan import StatLinePlan

CONTENT_FOLDER = Path(__file__).parents[1] / "scan_questions"
ORGANISATION_FILE = Path(__file__).parents[1] / "organisation.yaml"
RELEASE_FILE = Path(__file__).parents[1] / "release.yaml"
REFERENCE_FOLDER = Path(__file__).parents[1] / "reference"
STYLE_FOLDER = Path(__file__).parents[1] / "style"
_LARGEST_FILE = 64_000
_DEEPEST = 20
_TAG = "tag:yaml.org,2002:"
_NULLS = ("", "~", "null")
_File = TypeVar("_File", bound=Parsed)
_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def read_questionnaire(folder: Path = CONTENT_FOLDER) -> Questionnaire:
    """Read and check a folder of content. Raises ContentError with all problems."""
    problems: list[Problem] = []
    documents: dict[str, object] = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        try:
            documents[name] = read_yaml(path, name)
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return parse_questionnaire(documents)


def read_operator(path: Path = ORGANISATION_FILE) -> Operator:
    """Read who runs the site. Raises ContentError with all problems."""
    return _read(Operator, path)


def read_release_specification(path: Path = RELEASE_FILE) -> ReleaseSpecification:
    """Read how releases are made. Raises ContentError with all problems."""
    return _read(ReleaseSpecification, path)


def read_hard_number_rules(folder: Path = REFERENCE_FOLDER) -> HardNumberRules:
    """Read what is asked about figures and what may stand beside them. Raises ContentError with all problems."""
    return _read(HardNumberRules, folder / "productivity.yaml")


def read_statline_plan(folder: Path = REFERENCE_FOLDER) -> StatLinePlan:
    """Read what to ask StatLine for. Raises ContentError with all problems."""
    return _read(StatLinePlan, folder / "productivity_statline.yaml")


def _read(model: type[_File], path: Path) -> _File:
    document = read_yaml(path, path.name)
    if not isinstance(document, dict):  # then it is another file, which is not ours to quote
        raise ContentError([Problem(path.name, "", "no mapping", "names with values behind them")])
    if problems := list(problems_with(model, document, path.name)):
        raise ContentError(problems)
    return model.model_validate(document)


def read_style(folder: Path = STYLE_FOLDER) -> Style:
    """Read what the content keeps to. Raises ContentError with all problems."""
    rules, jargon = (read_yaml(folder / name, name) for name in ("rules.yaml", "jargon.yaml"))
    problems = [*problems_with(ContentRules, rules, "rules.yaml"), *problems_with(Jargon, jargon, "jargon.yaml")]
    if problems:
        raise ContentError(problems)
    return Style(rules=ContentRules.model_validate(rules), jargon=Jargon.model_validate(jargon))


def read_yaml(path: Path, name: str) -> object:
    """Read one YAML document. Raises ContentError, with `name` for the file, when it is not plain and small."""
    with path.open("rb") as file:
        text = file.read(_LARGEST_FILE + 1)
    if len(text) > _LARGEST_FILE:
        raise ContentError([Problem(name, "", f"over {_LARGEST_FILE} bytes", f"at most {_LARGEST_FILE}")])
    try:
        problems = list(_problems_with_structure(text, name))
        node = None if problems else yaml.CSafeLoader(text).get_single_node()
        problems += _repeated_keys(node, name)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems = [Problem(name, "", " ".join(str(error).split()), "YAML")]
    if problems:
        raise ContentError(problems)
    return _value(node)


def _problems_with_structure(text: bytes, name: str) -> Iterator[Problem]:
    """Yield what plain data has no use for; a document that is too deep is left alone from there on."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            yield Problem(name, "", f"over {_DEEPEST} levels deep", "lists and mappings that a reader can follow")
            return
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            yield Problem(name, "", f"&{event.anchor}", "no anchors or aliases: write it out")
        elif tag := getattr(event, "tag", None):
            yield Problem(name, "", str(tag), "no tags: plain text, numbers, lists and mappings")


def _repeated_keys(node: yaml.Node | None, name: str) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or keys.count(key.value) > 1:
                yield Problem(name, f"line {key.start_mark.line + 1}", key.value, "a plain key that stands there once")
            yield from _repeated_keys(value, name)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeated_keys(value, name)


def _value(node: yaml.Node | None) -> object:
    if isinstance(node, yaml.MappingNode):
        return {_value(key): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return _scalar(node.value, node.tag, is_plain=not node.style) if isinstance(node, yaml.ScalarNode) else None


def _scalar(text: str, tag: str, *, is_plain: bool) -> object:
    """Read a word as YAML means it; a number that is not written in plain decimals stays a text."""
    if is_plain and tag == f"{_TAG}bool":
        return _TRUTHS[text.lower()]
    if is_plain and text.lower() in _NULLS:
        return None
    if is_plain and re.fullmatch(r"[-+]?[0-9]{1,15}", text):
        return int(text)
    if is_plain and re.fullmatch(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}", text):
        return float(text)
    return text
