"""Passwords: which will do, what is kept of them, and how much memory they take at once."""

import threading
from dataclasses import replace
from time import sleep
from typing import get_args

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from app.domain.account import Account, Kind, Organisation
from app.services import passwords
from app.services.passwords import LONGEST, SHORTEST, Weakness, find_weakness
from app.web.forms import clean_text
from app.web.messages import message
from tests.signing_in import PASSWORD, password_hash

ANNA = Account(
    id=1,
    name="Annegien Hazewinkel",
    email="a.hazewinkel@stedendriehoek.example",
    organisation=Organisation(1, Kind.ADVISER, "Ondernemershuis Salland", None, None, None, (), None),
)


@pytest.fixture
def quick_passwords() -> None:
    """Here they are hashed as they are in earnest."""


def weakness(password: str) -> Weakness | None:
    return find_weakness(password, ANNA, site_name="Arbeidsproductiviteitsscan")


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "fietsbel kaasschaaf wolk",
        "Xk9#mQ2$vL7p",
        "ééndagsvlieg op zolder",
        "a" + "xqzjv" * 3 + "kw",
        "日本語のパスワードは長いです",
    ],
)
def test_a_password_that_is_hard_to_guess_will_do(password: str) -> None:
    assert weakness(password) is None


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("kort 12 ab!", "short"),
        ("wachtwoord12", "usual"),
        ("maandag2026!", "usual"),
        ("oktober/2026", "usual"),
        ("hazewinkel2026", "about_you"),
        ("Stedendriehoek1", "about_you"),
        ("anneg1enhaze", "about_you"),
        ("arbeidsproductiviteitsscan", "about_you"),
        ("qwertyuiop[]", "row"),
        ("abcdefghijklmnop", "row"),
        ("blublublublu", "repeat"),
        ("22 11 2026 22", "date"),
        ("x" * 201, "long"),
    ],
)
def test_what_is_wrong_with_a_password_is_told(password: str, expected: Weakness) -> None:
    assert weakness(password) == expected


@pytest.mark.parametrize("name", get_args(Weakness))
def test_each_weakness_has_words_that_say_what_to_do(name: str) -> None:
    told = message("new_password", name, length="8", shortest="12", longest="200")

    assert any(verb in told for verb in ("Kies", "Zet", "Maak", "Kort"))


def test_the_length_counts_and_nothing_else_is_asked_for() -> None:
    assert weakness("x" * (SHORTEST - 1)) == "short"
    assert weakness("wolk kaasschaaf fietsbel " * 8) is None
    assert len("wolk kaasschaaf fietsbel " * 8) == LONGEST


def test_a_long_password_of_odd_signs_is_judged_soon() -> None:
    assert weakness("4@8({[<369!|107$5+%2" * 10) is None


def test_what_is_known_of_one_person_does_not_count_for_the_next() -> None:
    weakness("hazewinkel2026")
    other = replace(ANNA, name="Bo", email="bo@elders.example")

    assert find_weakness("hazewinkel wolk 7", other, site_name="x") is None


def test_two_ways_to_write_the_same_letter_are_one_password() -> None:
    stored = passwords.hashed(clean_text("  caf\u00e9 op de hoek "))

    assert passwords.is_right(clean_text("cafe\u0301 op de hoek"), stored)


def test_a_password_is_kept_as_argon2id_of_64_mebibytes() -> None:
    assert password_hash().startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_without_a_hash_the_answer_is_no() -> None:
    assert not passwords.is_right("", None)
    assert not passwords.is_right(PASSWORD, None)


def test_at_most_two_passwords_are_checked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lock, at_once = threading.Lock(), [0]

    def slow(_hasher: Argon2Hasher, _password: str, _hash: str) -> bool:
        """Take time, as argon2 does, but no memory, and note how many are at it."""
        with lock:
            at_once.append(at_once[-1] + 1)
        sleep(0.005)
        with lock:
            at_once.append(at_once[-1] - 1)
        return False

    stored = password_hash()
    monkeypatch.setattr(Argon2Hasher, "verify", slow)
    threads = [threading.Thread(target=passwords.is_right, args=("fout", stored)) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert max(at_once) == 2
