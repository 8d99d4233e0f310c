"""What is known about a company, and what it chose from."""

from app.domain.profile import CompanySize, ProfileLabels
from tests.builders import profile, questionnaire, technology


def test_a_profile_is_told_in_the_labels_of_its_choices() -> None:
    choices = questionnaire(technology("t1")).profile

    told = choices.labels_of(profile(sector="zorg", size="2-9", goal="groei"))

    assert told == ProfileLabels(sector="Zorg", size="2 tot 9 mensen", goal="Groei")


def test_others_read_a_size_in_words_of_their_own_where_it_has_them() -> None:
    alone = CompanySize(id="1", label="Alleen ikzelf", label_for_others="Eén persoon")

    assert alone.plain_label == "Eén persoon"
    assert CompanySize(id="2-9", label="2 tot 9 mensen").plain_label == "2 tot 9 mensen"
