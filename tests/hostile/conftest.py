"""The site with every part in use, as the tests of its pages have it."""

from tests.web.conftest import quick_passwords, site

__all__ = ["quick_passwords", "site"]
