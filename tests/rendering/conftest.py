"""Renderers: one that the tests of the PDF share, as starting a process costs a second, and ones of a test's own."""

from collections.abc import Callable, Iterator

import pytest

from app.rendering.pdf import PdfRenderer


@pytest.fixture(scope="session")
def renderer() -> Iterator[PdfRenderer]:
    renderer = PdfRenderer(timeout=60)
    renderer.start()
    yield renderer
    renderer.stop()


@pytest.fixture
def make() -> Iterator[Callable[..., PdfRenderer]]:
    """Make renderers that are stopped after the test."""
    made: list[PdfRenderer] = []

    def renderer(**arguments: float) -> PdfRenderer:
        made.append(PdfRenderer(**arguments))  # type: ignore[arg-type]  # what a test gives is of the right type
        return made[-1]

    yield renderer
    for one in made:
        one.stop()
