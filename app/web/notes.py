"""What a page is told by the form that led to it, in the query of its address."""

from enum import StrEnum


class Note(StrEnum):
    JUST_STARTED = "begonnen"
    REWORDED = "anders"
    ADJUSTED = "aangepast"
    LEFT_OUT = "weggelaten"
    PUT_BACK = "teruggezet"
    WITHDRAWN = "ingetrokken"
    BACK_TO = "naar"
    STEP_OVER = "voorbij"
    PASSWORD_CHANGED = "gewijzigd"
    INVITED = "uitgenodigd"
    SIGNED_OUT = "uitgelogd"
    HANDLED = "behandeld"
    RECORDED = "vastgelegd"
    OPENED = "geopend"
    ENDED = "beeindigd"
