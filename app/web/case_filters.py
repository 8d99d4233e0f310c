"""The filters of the list of cases: what an address asks, the form, and what is chosen in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request

from app.domain.case import CaseStatus
from app.domain.case_search import CaseSearch, CaseSort, SearchChoices, Whose, read_search, search_choices
from app.domain.questionnaire import Questionnaire
from app.municipalities import municipalities
from app.web.forms import clean_text
from app.web.messages import message


@dataclass(frozen=True, slots=True)
class AskedSearch:
    """What an address asks, and the names of what was left out of it since it could not be understood."""

    search: CaseSearch
    choices: SearchChoices
    ignored: Sequence[str]


def asked_search(request: Request, questionnaire: Questionnaire) -> AskedSearch:
    choices = search_choices(questionnaire, municipalities())
    asked = {clean_text(name): clean_text(value) for name, value in request.query_params.items()}
    search, ignored = read_search(asked, choices)
    return AskedSearch(search, choices, ignored)


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class SelectField:
    """A filter of which one thing may be chosen; `empty` is what stands there when nothing is."""

    name: str
    label: str
    choices: Sequence[Option]
    chosen: str
    empty: str


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """`places` are the codes of the municipalities to choose from."""

    questionnaire: Questionnaire
    search: CaseSearch
    places: Iterable[str]

    @property
    def sort(self) -> SelectField:
        return self._field("sort", empty="")

    @property
    def fields(self) -> Sequence[SelectField]:
        empty = {"element": message("case_list", "no_element"), "below": message("case_list", "no_level")}
        names = (name for name in self._choices if name != "sort")
        return [self._field(name, empty=empty.get(name, message("case_list", "all"))) for name in names]

    def _field(self, name: str, *, empty: str) -> SelectField:
        label, chosen = message("case_filters", name), str(getattr(self.search, name))
        return SelectField(name, label, self._choices[name], chosen, empty)

    @property
    def _choices(self) -> Mapping[str, Sequence[Option]]:
        profile = self.questionnaire.profile
        return {
            "status": _in_words(CaseStatus, "case_status"),
            "whose": _in_words(Whose, "case_whose"),
            "sector": [Option(sector.id, sector.label) for sector in profile.sectors],
            "size": [Option(size.id, size.label) for size in profile.sizes],
            "municipality": self._municipalities,
            "element": [Option(element.id, element.name) for element in self.questionnaire.elements],
            "below": [Option(level.id, level.name) for level in self.questionnaire.levels[1:]],
            "sort": _in_words(CaseSort, "case_sorts"),
        }

    @property
    def _municipalities(self) -> Sequence[Option]:
        codes = {*self.places, *filter(None, [self.search.municipality])}
        found = [Option(code, municipalities()[code].name) for code in codes]
        return sorted(found, key=lambda choice: choice.label)

    @property
    def in_words(self) -> Sequence[str]:
        """The filters in use."""
        return list(self._in_words())

    def _in_words(self) -> Iterator[str]:
        labels = {name: {choice.id: choice.label for choice in found} for name, found in self._choices.items()}
        for name in self.search.chosen:
            value = getattr(self.search, name)
            level = labels["below"].get(self.search.below, "")
            if name != "below":
                chosen = labels.get(name, {}).get(value, value)
                yield message("case_chosen", name, chosen=chosen, level=level)


def _in_words(names: Iterable[str], words: str) -> Sequence[Option]:
    return [Option(name, message(words, name)) for name in names]
