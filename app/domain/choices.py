"""What an owner changed about the plan."""

from app.domain.parsed import Parsed, Slug


class Choices(Parsed):
    """By element the level to aim at, where that is not the one of the content, and the actions left out."""

    targets: dict[Slug, Slug] = {}
    dropped: tuple[Slug, ...] = ()


AS_ADVISED = Choices()
