"""Four questions of a host's: read whole or refused with what to write instead."""

import pytest

from weft.core.journey.four import FourWrong, read_four

ONE = '[[question]]\ntext = "Is the kettle on?"\nanswers = ["no", "yes"]\n'
WHOLE = 'right = "Invented here."\n' + 4 * ONE


def test_a_whole_file_is_read_in_its_order() -> None:
    found = read_four(WHOLE.replace("kettle", "door", 1))
    assert found.right == "Invented here."
    assert [one.text for one in found.questions] == ["Is the door on?"] + 3 * ["Is the kettle on?"]
    assert found.questions[0].answers == ("no", "yes")


WRONG = {
    "no TOML": ("right = ", "TOML"),
    "nobody's right": (4 * ONE, "right"),
    "an empty right": ('right = " "\n' + 4 * ONE, "right"),
    "three": ('right = "x"\n' + 3 * ONE, "four times"),
    "five": (WHOLE + ONE, "four times"),
    "none": ('right = "x"\nquestion = "how?"', "four times"),
    "no text": (WHOLE.replace('text = "Is the kettle on?"\n', "", 1), "question 1"),
    "a long text": (WHOLE[: -len(ONE)] + ONE.replace("kettle", "k" * 400), "question 4"),
    "one answer": (WHOLE.replace('["no", "yes"]', '["no"]', 1), "answers in words for question 1"),
    "nine answers": (WHOLE.replace('["no", "yes"]', str(["a"] * 9), 1), "answers in words for question 1"),
    "answers that are numbers": (
        WHOLE.replace('["no", "yes"]', "[1, 2]", 1),
        "answers in words for question 1",
    ),
}


@pytest.mark.parametrize("which", WRONG)
def test_what_isnt_as_it_has_to_be_is_named(which: str) -> None:
    text, said = WRONG[which]
    with pytest.raises(FourWrong, match=said):
        read_four(text)
