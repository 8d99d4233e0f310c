"""Which sheet of a campaign the address of a PDF names."""

from typing import Annotated

from fastapi import Depends, HTTPException

from app.rendering.posters import Sheet


def named_sheet(sheet: str) -> Sheet:
    """Return the sheet. Raises HTTPException if there is none of this name."""
    if sheet not in set(Sheet):
        raise HTTPException(404)
    return Sheet(sheet)


NamedSheet = Annotated[Sheet, Depends(named_sheet)]
