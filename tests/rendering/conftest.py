"""A renderer that the tests of the PDF share: starting a process costs a second."""

from collections.abc import Iterator

import pytest

from app.rendering.pdf import PdfRenderer


@pytest.fixture(scope="session")
def renderer() -> Iterator[PdfRenderer]:
    renderer = PdfRenderer(timeout=60)
    renderer.start()
    yield renderer
    renderer.stop()
