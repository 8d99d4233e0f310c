"""Makes a site in the process of the tests. All of them share their compiled templates, and nothing of a visit."""

from types import CodeType

from fastapi import FastAPI
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from app.content import read_operator
from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.main import create_app
from app.settings import Settings


def make_site(settings: Settings, database: Database, questionnaire: Questionnaire) -> FastAPI:
    site = create_app(settings, database, questionnaire, read_operator(settings.organisation))
    site.state.site.templates.env.bytecode_cache = _COMPILED
    return site


class _CompiledTemplates(BytecodeCache):
    """Compiling took almost half the time of a visit, and each test has a site of its own."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _CompiledTemplates()
