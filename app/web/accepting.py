"""What kind of content a program would rather have, by its Accept header (RFC 9110)."""

import re

_WEIGHT = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


def prefers(accept: str, wanted: str, *, over: str) -> bool:
    """Tell whether an Accept header gives one kind of content more weight than another.

    >>> prefers("text/csv", "text/csv", over="application/json"), prefers("*/*", "text/csv", over="application/json")
    (True, False)
    """
    return _weight_of(wanted, accept) > _weight_of(over, accept)


def _weight_of(kind: str, accept: str) -> float:
    """Return the weight of the range that fits best: the kind itself, else all of its type, else everything."""
    weights = dict(_range(written) for written in accept.lower().split(","))
    fitting = (kind, f"{kind.partition('/')[0]}/*", "*/*")
    return next((weights[each] for each in fitting if each in weights), 0)


def _range(written: str) -> tuple[str, float]:
    kind, *parameters = (part.strip() for part in written.split(";"))
    weight = next((part for part in parameters if part.startswith("q=")), "q=1")
    found = _WEIGHT.fullmatch(weight)
    return kind, float(found[1]) if found else 0
