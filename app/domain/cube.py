"""The tables of a release and their cells, from public lists alone: no scan decides which cells there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from app.domain.contribution import Base
from app.domain.release_specification import By, Dimensions


class Key(NamedTuple):
    """A cell of a table. `""` stands for all regions, sectors or sizes."""

    region: str = ""
    sector: str = ""
    size: str = ""


@dataclass(frozen=True)
class Cube:
    """The part of the lists that is about one province: its municipalities with their region, and all the rest."""

    region_of: Mapping[str, str]
    dimensions: Dimensions

    def has(self, base: Base) -> bool:
        """Tell whether a company belongs to this province and its public lists."""
        of_lists = base.sector in self.dimensions.sectors and base.size in self.dimensions.sizes
        return base.municipality in self.region_of and of_lists

    def bases(self) -> Sequence[Base]:
        """Return the finest cells, which every other is a sum of."""
        return [Base(*each) for each in product(self.region_of, self.dimensions.sectors, self.dimensions.sizes)]

    def key(self, by: By, base: Base) -> Key:
        """Return the cell of a table that a company belongs to."""
        return Key(
            region=self._place(by, base),
            sector=self._kind(by, base),
            size=base.size if "size" in by else "",
        )

    def _place(self, by: By, base: Base) -> str:
        if "municipality" in by:
            return base.municipality
        return self.region_of[base.municipality] if "region" in by else ""

    def _kind(self, by: By, base: Base) -> str:
        if "sector" in by:
            return base.sector
        return self.dimensions.group_of[base.sector] if "main_group" in by else ""

    def keys(self, by: By) -> Sequence[Key]:
        """Return the cells of a table, always in the same order."""
        return list(dict.fromkeys(self.key(by, base) for base in self.bases()))
