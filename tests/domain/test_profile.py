"""What is known about a company, and what it chose from."""

from app.domain.profile import ProfileLabels
from tests.builders import profile, questionnaire, technology


def test_a_profile_is_told_in_the_labels_of_its_choices() -> None:
    choices = questionnaire(technology("t1")).profile

    told = choices.labels_of(profile(sector="zorg", size="2-9", goal="groei"))

    assert told == ProfileLabels(sector="Zorg", size="2 tot 9 mensen", goal="Groei")
