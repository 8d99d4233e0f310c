"""The paper as it is laid out, for the owners who stretch it most: nothing sticks out, breaks or stands alone."""

import pytest

from app.rendering.html import Edition
from tests.rendering import inspector, paper_set
from tests.rendering.laid_out import paper_of
from tests.rendering.paper_set import Case

ORDINARY = paper_set.companies() | paper_set.every_sector()
EXTREMES = paper_set.extremes()


@pytest.mark.parametrize("case", ORDINARY.values(), ids=list(ORDINARY))
def test_a_report_has_no_faults(case: Case) -> None:
    assert inspector.faults(paper_of(case().html(Edition.FULL)), Edition.FULL) == []


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("case", EXTREMES.values(), ids=list(EXTREMES))
def test_an_extreme_report_has_no_faults(case: Case, edition: Edition) -> None:
    assert inspector.faults(paper_of(case().html(edition)), edition) == []
