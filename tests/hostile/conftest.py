"""The site with every part in use, as the tests of its pages have it."""

from tests.web.conftest import site

__all__ = ["site"]
