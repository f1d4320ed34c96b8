"""What somebody writes for nobody else, and what only a browser opens."""

from notebooks import Book, key_of, leaf_id, note
from stories.scene import Scene, Stories


async def _opens_the_notebook(scene: Scene) -> None:
    for path in ("/notebook", "/notebook/ways", "/notebook/leaves"):
        assert (await scene.evening.elis.get(path)).status == 200


async def _writes_many_notes(scene: Scene) -> None:
    """Five hundred, and then takes the half of them out again."""
    await _opens_the_notebook(scene)
    book = Book(key_of("Elis", scene.evening.house))
    for start in range(0, 500, 50):
        put = {leaf_id(start): [note(at, f"Not for Noor, {at}.") for at in range(start, start + 50)]}
        assert (await scene.evening.elis.post_json("/notebook/leaves", book.turn(put))).status == 200
    gone = tuple(leaf_id(start) for start in range(0, 500, 100))
    assert (await scene.evening.elis.post_json("/notebook/leaves", book.turn({}, gone))).status == 200


async def _copies_what_only_a_browser_opens(scene: Scene) -> None:
    for path in ("/notebook", "/notebook/leaves", "/letters", "/letters/all", "/yours/copy/opener"):
        assert (await scene.evening.elis.get(path)).status == 200


STORIES = Stories(
    anywhere={
        "opens the notebook": _opens_the_notebook,
        "writes five hundred notes": _writes_many_notes,
        "copies letters and notebook": _copies_what_only_a_browser_opens,
    },
)
