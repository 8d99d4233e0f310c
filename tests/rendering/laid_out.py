"""What WeasyPrint laid out: the marks on each sheet of paper, and the boxes and elements that they stand in.

Lengths are in CSS pixels from the upper left corner of the sheet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from app.rendering.pdf_writing import lay_out

# Of the size of the letters: how far they reach above and below the line that they stand on.
_ABOVE = 0.7
_BELOW = 0.2
_REPEATED = {"thead", "tfoot"}
# What WeasyPrint puts into an item without text.
_NO_WIDTH = "\u200b"


@dataclass(frozen=True, slots=True)
class Area:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def shrunk(self, by: float) -> "Area":
        return Area(self.left + by, self.top + by, self.right - by, self.bottom - by)


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """A box of an element on one sheet. `is_drawn` tells of a border or a background, `is_whole` that it may not break.

    `room` is where what is inside belongs: all of it, without the padding on the right in a cell of a table.
    """

    sheet: int
    element: Element
    area: Area
    room: Area
    is_block: bool
    is_drawn: bool
    is_whole: bool
    is_repeated: bool

    @property
    def tag(self) -> str:
        return self.element.tag.rpartition("}")[2]

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.element.get("class", "").split())

    @property
    def name(self) -> str:
        return ".".join((self.tag, *sorted(self.classes)))


@dataclass(frozen=True, eq=False, slots=True)
class Mark:
    """Words on one line, or a picture, with the boxes around it, the outermost first."""

    sheet: int
    words: str
    area: Area
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        return f"“{self.words}”" if self.words else self.parts[-1].name


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """A page: its `paper`, and the `room` that its margins leave. The marks are in the order of the document."""

    number: int
    paper: Area
    room: Area
    parts: list[Part] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    in_margins: list[Mark] = field(default_factory=list)

    @property
    def filled(self) -> float:
        """The share of its height from the top down to the lowest mark."""
        lowest = max((mark.area.bottom for mark in self.marks), default=self.room.top)
        return (lowest - self.room.top) / self.room.height


@dataclass(frozen=True, eq=False, slots=True)
class Block:
    """An element on all sheets that it takes, with the places of its marks among those of the paper."""

    parts: list[Part] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def first(self) -> Part:
        return self.parts[0]

    @property
    def height(self) -> float:
        heights: dict[int, float] = {}
        for part in self.parts:
            heights[part.sheet] = max(part.area.height, heights.get(part.sheet, 0))
        return sum(heights.values())


@dataclass(frozen=True, eq=False)
class Paper:
    sheets: tuple[Sheet, ...]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for sheet in self.sheets for mark in sheet.marks)

    @cached_property
    def blocks(self) -> Mapping[Element, Block]:
        found: dict[Element, Block] = {}
        for sheet in self.sheets:
            for part in sheet.parts:
                found.setdefault(part.element, Block()).parts.append(part)
        for place, mark in enumerate(self.marks):
            for element in {part.element for part in mark.parts}:
                found[element].places.append(place)
        return found


def paper_of(html: str) -> Paper:
    """Return the paper that the document takes, with the fonts and the rules of the PDF."""
    return Paper(tuple(_sheet(number, page._page_box) for number, page in enumerate(lay_out(html).pages, start=1)))


def _sheet(number: int, page: boxes.PageBox) -> Sheet:
    sheet = Sheet(number, Area(0, 0, page.margin_width(), page.margin_height()), _inside(page))
    for box in page.children:
        if isinstance(box, boxes.MarginBox):
            sheet.in_margins.extend(_marks(box, Sheet(number, sheet.paper, sheet.room), ()))
        else:
            sheet.marks.extend(_marks(box, sheet, ()))
    return sheet


def _marks(box: boxes.Box, sheet: Sheet, around: tuple[Part, ...]) -> Iterator[Mark]:
    """Yield the marks in a box, without those of lists, and add its boxes to the parts of the sheet."""
    if str(box.element_tag).endswith("::marker"):
        return
    if isinstance(box, boxes.TextBox):
        if words := box.text.replace(_NO_WIDTH, "").strip():
            yield Mark(sheet.number, words, _letters(box), around)
        return
    if box.element is not None and not isinstance(box, boxes.LineBox):
        around = (*around, _part(box, sheet.number, around))
        sheet.parts.append(around[-1])
    if isinstance(box, boxes.ReplacedBox):
        yield Mark(sheet.number, "", _inside(box), around)
    for child in box.children:
        # What is placed absolutely is laid out behind a stand-in.
        yield from _marks(getattr(child, "_box", child), sheet, around)


def _part(box: boxes.Box, sheet: int, around: tuple[Part, ...]) -> Part:
    x, y, width, height = box.hit_area()
    area = Area(x, y, x + width, y + height)
    return Part(
        sheet=sheet,
        element=box.element,
        area=area,
        room=replace(area, right=_inside(box).right) if isinstance(box, boxes.TableCellBox) else area,
        is_block=isinstance(box, (boxes.BlockLevelBox, boxes.BlockContainerBox)),
        is_drawn=_is_drawn(box),
        is_whole=box.style["break_inside"] in ("avoid", "avoid-page"),
        is_repeated=any(part.tag in _REPEATED for part in around),
    )


def _is_drawn(box: boxes.Box) -> bool:
    sides = (box.border_top_width, box.border_right_width, box.border_bottom_width, box.border_left_width)
    background = box.style["background_color"]
    return any(sides) or (background != "currentcolor" and background.alpha > 0)


def _inside(box: boxes.Box) -> Area:
    x, y = box.content_box_x(), box.content_box_y()
    return Area(x, y, x + box.width, y + box.height)


def _letters(box: boxes.TextBox) -> Area:
    line, size = box.position_y + box.baseline, box.style["font_size"]
    return Area(box.position_x, line - _ABOVE * size, box.position_x + box.width, line + _BELOW * size)
