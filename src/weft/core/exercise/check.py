"""Says everything there is to say about a script."""

from weft.core.exercise.parse import read
from weft.core.exercise.script import Complaint, Exercise


def check(text: str, name: str) -> tuple[Complaint, ...]:
    """Every complaint about a script, in line order; none means it can be played.

    ``name`` is the file's, without its folder. It should be the script's id.
    """
    exercise, complaints = read(text)
    if exercise is None:
        return complaints
    return tuple(sorted({*complaints, *_misnamed(exercise, name)}))


def _misnamed(exercise: Exercise, name: str) -> tuple[Complaint, ...]:
    if name.removesuffix(".md") == exercise.id or not exercise.id:
        return ()
    return (
        Complaint(
            1,
            f"The file is called “{name}” and the id is “{exercise.id}”. Make them the same, so that it can be found.",
        ),
    )
