"""What can be a name: anything people are called, and nothing that hides or turns the sentences it stands in."""

import pytest

from weft.core.people import NAME_MOST, NO_NAME, UNSEEN, wrong_with


@pytest.mark.parametrize(
    "name",
    [
        "Noor",
        "Åse-Marie",
        "O’Neill",
        "نور",
        "یاس\u200cمن",
        "李",
        "Jo 2",
        "🌻",
        "👩\u200d🌾",
        " Elias ",
        "x" * NAME_MOST,
    ],
)
def test_what_people_are_called_is_a_name(name: str) -> None:
    assert wrong_with(name) is None


@pytest.mark.parametrize("name", ["", "   ", "x" * (NAME_MOST + 1)])
def test_nothing_and_too_much_are_not(name: str) -> None:
    assert wrong_with(name) == NO_NAME


@pytest.mark.parametrize(
    "name",
    [
        "\u202elive",
        "evil\x00",
        "two\nlines",
        "\u200b",
        "\u2060\u200d",
        "a\u2066b",
        "a\u2028b",
        "\ud800",
        "\x07",
    ],
)
def test_what_cannot_be_seen_or_turns_the_line_round_is_not(name: str) -> None:
    assert wrong_with(name) == UNSEEN
