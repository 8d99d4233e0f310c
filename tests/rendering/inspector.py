"""The inspector of the paper: what the eye of a printer would find on the sheets as they were laid out.

Each function returns what it found in plain words, with the page; a paper without faults gives an empty list.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

from app.rendering.html import Edition
from tests.rendering.laid_out import Area, Block, Mark, Paper, Part, Sheet

Check = Callable[[Paper], list[str]]

PAGES = {Edition.FULL: range(4, 9), Edition.SHORT: range(2, 3)}

_HEADINGS = ("h1", "h2", "h3", "h4")
_TITLES = (*_HEADINGS, "caption", "thead")
_WHOLE = ("article", "tr", "figure", "svg", "li")
_FILLED = ("section", "article", "ul", "ol", "li", "table", "tbody", "p", "td", "figure")
_SLACK = 0.6
_TOUCH = 1.0
_UNPRINTED = 5 / 25.4 * 96
_LEAST_FULL = 1 / 3
_LEAST_REST = 0.12
_LONG_ENOUGH_TO_NOTICE = 30


def out_of_the_page(paper: Paper) -> list[str]:
    """Find marks, boxes with a border or background and tables that stick out of what the margins leave."""
    found = []
    for sheet in paper.sheets:
        areas = [(part.name, part.area) for part in sheet.parts if _has_edges(part) and not _bleeds(part, sheet)]
        areas += [(mark.name, mark.area) for mark in sheet.marks]
        sides = ((name, _side(area, sheet.room)) for name, area in areas)
        found += [f"page {sheet.number}: {name} sticks out of the page, {side}" for name, side in sides if side]
    return found


def _has_edges(part: Part) -> bool:
    return part.tag == "table" or (part.is_drawn and part.tag not in ("html", "body"))


def _bleeds(part: Part, sheet: Sheet) -> bool:
    """Whether it goes from edge to edge of the paper, as a cover does."""
    return part.area.left <= 0 and part.area.right >= sheet.paper.right


def too_near_the_edge(paper: Paper) -> list[str]:
    """Find marks where a printer prints nothing, as a page without margins may have."""
    return [
        f"page {sheet.number}: {mark.name} stands within 5 mm of the edge of the paper, {side}"
        for sheet in paper.sheets
        for mark in sheet.marks
        if (side := _side(mark.area, sheet.paper.shrunk(_UNPRINTED)))
    ]


def out_of_their_box(paper: Paper) -> list[str]:
    """Find marks that stick out sideways of a box or cell around them, or anyhow out of one that is drawn."""
    return [
        f"page {mark.sheet}: {mark.name} sticks out of {part.name}, {side}"
        for mark in paper.marks
        for part, side in _left_by(mark)
    ]


def _left_by(mark: Mark) -> Iterator[tuple[Part, str]]:
    """Yield the innermost box that the mark sticks out of."""
    for part in reversed(mark.parts):
        side = _side(mark.area, part.room) if part.is_block else None
        if side in ("left", "right") or (side and part.is_drawn):
            yield part, side
            return


def _side(area: Area, room: Area) -> str | None:
    beyond = {
        "left": room.left - area.left,
        "right": area.right - room.right,
        "above": room.top - area.top,
        "below": area.bottom - room.bottom,
    }
    return next((side for side, length in beyond.items() if length > _SLACK), None)


def overlapping(paper: Paper) -> list[str]:
    """Find text over text, text over a picture and pictures over each other."""
    return [
        f"page {sheet.number}: {one.name} and {other.name} lie over each other"
        for sheet in paper.sheets
        for one, other in combinations([*sheet.marks, *sheet.in_margins], 2)
        if _overlap(one.area, other.area)
    ]


def _overlap(one: Area, other: Area) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > _TOUCH and down > _TOUCH


def lonely_headings(paper: Paper) -> list[str]:
    """Find headings, captions, heads of tables and leads that end their page, or that are broken themselves."""
    found = []
    for block in paper.blocks.values():
        if block.places and _is_title(block.first):
            found += [f"{_told(block, paper)} {trouble}" for trouble in _troubles_of(block, paper)]
    return found


def _is_title(part: Part) -> bool:
    return part.tag in _TITLES or "lead" in part.classes


def _troubles_of(block: Block, paper: Paper) -> Iterator[str]:
    """Yield what is wrong with a title. The head of a table comes back on each page, and is looked at on each."""
    last_on = {paper.marks[place].sheet: place for place in block.places}
    if len(last_on) > 1 and block.first.tag != "thead":
        yield "is broken over two pages"
    for sheet, last in last_on.items():
        following = paper.marks[last + 1 : last + 2]
        if following and following[0].sheet != sheet:
            yield f"has nothing of its own under it on page {sheet}"


def broken_blocks(paper: Paper) -> list[str]:
    """Find what should stay whole and fits on a page, but stands on more than one."""
    return [f"{told} is broken over two pages" for told, height in _broken(paper) if height <= _room(paper)]


def too_high_blocks(paper: Paper) -> list[str]:
    """Find what should stay whole but is higher than a page."""
    return [f"{told} is higher than a page" for told, height in _broken(paper) if height > _room(paper)]


def _broken(paper: Paper) -> Iterator[tuple[str, float]]:
    for block in paper.blocks.values():
        should = block.first.is_whole or block.first.tag in _WHOLE or block.first.classes & {"whole", "box"}
        if should and not block.first.is_repeated and len({paper.marks[place].sheet for place in block.places}) > 1:
            yield _told(block, paper), block.height


def _room(paper: Paper) -> float:
    return min(sheet.room.height for sheet in paper.sheets)


def empty_parts(paper: Paper) -> list[str]:
    """Find sections, lists, rows and paragraphs without anything in them, and headings before nothing."""
    titles = {place for block in paper.blocks.values() if _is_heading(block) for place in block.places}
    found = []
    for block in paper.blocks.values():
        if _is_heading(block) and _is_before_nothing(block, paper):
            found.append(f"{_told(block, paper)} has no text after it")
        elif block.first.tag in _FILLED and not set(block.places) - titles:
            found.append(f"{_told(block, paper)} is empty")
    return found


def _is_heading(block: Block) -> bool:
    return block.first.tag in (*_HEADINGS, "caption")


def _is_before_nothing(block: Block, paper: Paper) -> bool:
    """Whether the document ends or the next thing is a heading that is as high or higher."""
    following = paper.marks[block.places[-1] + 1 :][:1] if block.places else ()
    if not following:
        return True
    return any(part.tag in _HEADINGS and part.tag <= block.first.tag for part in following[0].parts)


def ill_filled_pages(paper: Paper) -> list[str]:
    """Find pages before the last that are less than a third full, and a last page with no more than a line or two."""
    least = {sheet.number: _LEAST_FULL for sheet in paper.sheets[:-1]} | {paper.sheets[-1].number: _LEAST_REST}
    return [
        f"page {sheet.number} of {len(paper.sheets)} is filled for {sheet.filled:.0%} only"
        for sheet in paper.sheets
        if sheet.filled < least[sheet.number] and len(paper.sheets) > 1
    ]


def wrong_number_of_pages(paper: Paper, edition: Edition) -> list[str]:
    """Find out whether the edition has another number of pages than it promises."""
    pages, promised = len(paper.sheets), PAGES[edition]
    return [] if pages in promised else [f"it has {pages} pages, not {promised[0]} to {promised[-1]}"]


CHECKS: tuple[Check, ...] = (
    out_of_the_page,
    too_near_the_edge,
    out_of_their_box,
    overlapping,
    lonely_headings,
    broken_blocks,
    too_high_blocks,
    empty_parts,
    ill_filled_pages,
)


def faults(paper: Paper, edition: Edition | None = None) -> list[str]:
    """Return all that the checks find, each with the name of its check; an edition has a number of pages to keep to."""
    found = [f"{check.__name__}: {fault}" for check in CHECKS for fault in check(paper)]
    return [*(wrong_number_of_pages(paper, edition) if edition else []), *found]


def told_twice(paper: Paper) -> list[str]:
    """Return sentences that paragraphs, items or cells on one page share. This is no fault, but may be one."""
    told: Counter[tuple[int, str]] = Counter()
    for block in paper.blocks.values():
        if block.places and block.first.tag in ("p", "li", "td"):
            told.update({(block.first.sheet, sentence) for sentence in _sentences(block, paper)})
    return [sentence for (_, sentence), times in told.items() if times > 1]


def _sentences(block: Block, paper: Paper) -> Iterator[str]:
    words = " ".join(paper.marks[place].words for place in block.places)
    return (part for part in words.split(". ") if len(part) >= _LONG_ENOUGH_TO_NOTICE)


def _told(block: Block, paper: Paper) -> str:
    """Return which page and what, with its first words."""
    words = " ".join(paper.marks[place].words for place in block.places[:6]).strip()
    quoted = f" “{words[:50]}”" if words else ""
    return f"page {block.first.sheet}: {block.first.name}{quoted}"
