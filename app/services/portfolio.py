"""The cases of an adviser organisation summed up, and from how many on their means say something."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.content import read_yaml
from app.db.cases import CasesOf
from app.db.engine import Database
from app.db.portfolio import group_actions, group_cases, group_scores
from app.domain.account import Account
from app.domain.parsed import Parsed, Text
from app.domain.portfolio import Portfolio, portfolio
from app.domain.questionnaire import Questionnaire


class PortfolioRules(Parsed):
    """A mean of fewer cases than `few` says little."""

    few: Annotated[int, Field(ge=1)]
    source: Text


@cache
def portfolio_rules() -> PortfolioRules:
    return PortfolioRules.model_validate(read_yaml(Path(__file__).parent / "portfolio.yaml", "portfolio.yaml"))


def portfolio_of(
    database: Database, questionnaire: Questionnaire, account: Account, *, only_mine: bool, today: date
) -> Portfolio:
    """Sum up the cases that an adviser may see today, or only those that the adviser looks after."""
    own = CasesOf(account.organisation.id, account.id if only_mine else None, today)
    with database.read() as session:
        cases, scores = group_cases(session, own), group_scores(session, own)
        actions = group_actions(session, own)
    return portfolio(questionnaire, cases, scores, actions, today=today)
