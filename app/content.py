"""The only reader of `scan_questions/`: safe YAML of a bounded size, without aliases or repeated keys."""

from pathlib import Path

import yaml

from app.domain.errors import ContentError, Problem
from app.domain.parsing import parse_questionnaire
from app.domain.questionnaire import Questionnaire

CONTENT_FOLDER = Path(__file__).parents[1] / "scan_questions"
_LARGEST_FILE = 64_000


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


def read_yaml(path: Path, name: str) -> object:
    """Read one YAML document. Raises ContentError, with `name` for the file, when it is not plain and small."""
    if (size := path.stat().st_size) > _LARGEST_FILE:
        raise ContentError([Problem(name, "", f"{size} bytes", f"at most {_LARGEST_FILE}")])
    text = path.read_bytes()
    try:
        _refuse_aliases(text, name)
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
        _refuse_repeated_keys(node, name)
        return loader.construct_document(node) if node else None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError([Problem(name, "", " ".join(str(error).split()), "YAML")]) from error


def _refuse_aliases(text: bytes, name: str) -> None:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            raise ContentError([Problem(name, "", f"&{event.anchor}", "no anchors or aliases: write it out")])


def _refuse_repeated_keys(node: yaml.Node | None, name: str) -> None:
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        for key_node, value in node.value:
            if keys.count(key_node.value) > 1:
                line = key_node.start_mark.line + 1
                raise ContentError([Problem(name, f"line {line}", key_node.value, "this key once")])
            _refuse_repeated_keys(value, name)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_repeated_keys(value, name)
