"""The companies that an adviser met or a reviewer played, as the files of companies/ tell, and their reports."""

from pathlib import Path
from typing import Any

from app.content import read_questionnaire, read_yaml
from app.domain.composing import compose_report
from app.domain.report import Report
from app.domain.scan_input import parse_scan_input
from app.municipalities import municipalities

FOLDER = Path(__file__).parent / "companies"
COMPANIES: dict[str, Any] = {path.stem: read_yaml(path, path.name) for path in sorted(FOLDER.glob("*.yaml"))}
SHIPPED = read_questionnaire()


def report_for(name: str) -> Report:
    company = COMPANIES[name]
    filled_in = {"profile": company["profile"], "answers": company["answers"]}
    scan = parse_scan_input(SHIPPED, filled_in, municipalities=municipalities(), file=f"{name}.yaml")
    return compose_report(SHIPPED, scan.profile, scan.answers)
