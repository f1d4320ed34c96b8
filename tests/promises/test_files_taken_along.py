"""Files of the cloth and of a year: the same for both, the same each time, and moved by nothing that is private.

These are the files themselves, painted and bound in processes of their own; tests/stories/playing.py plays every
story with what is ordered of them.
"""

import asyncio

from hostile.pictures import a_jpeg
from visits import Evening, Visitor, evening

FILES = (
    "/cloth/take/cloth.svg",
    "/cloth/take/cloth.png",
    "/cloth/take/cloth.pdf?size=30x60",
    "/cloth/take/cloth.wif",
    "/cloth/take/cloth.wif?shafts=16",
    "/reservoir/book/2026.html",
    "/reservoir/book/2026.pdf",
)
BEGIN = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF-", "wif": b"[WIF]", "html": b"<!doctype"}


async def _lived() -> tuple[Evening, str]:
    one = await evening()
    kept = await one.true_line_kept()
    sent = await one.elis.post_file(f"/pictures/of/{kept}", a_jpeg(), words="The jetty")
    assert sent.status == 303
    return one, kept


async def _files(who: Visitor) -> dict[str, bytes]:
    answers = {path: await who.get(path) for path in FILES}
    assert {path: answer.status for path, answer in answers.items()} == dict.fromkeys(FILES, 200)
    for path, answer in answers.items():
        kind = path.partition("?")[0].rpartition(".")[2]
        assert answer.body.lstrip().startswith(BEGIN[kind]), path
    return {path: answer.body for path, answer in answers.items()}


def test_both_take_the_same_bytes_whatever_one_keeps_to_themself_and_no_word_is_in_a_cloth() -> None:
    async def play() -> None:
        one, kept = await _lived()
        noors = await _files(one.noor)
        await one.elis.post(f"/sittings/{kept}/felt", felt="no")
        await one.elis.post("/reservoir/days", stays=kept)
        await one.elis.post("/affection/map", when="ill", **{"a-hug": "no"})
        assert noors == await _files(one.elis)
        for path in (path for path in FILES if path.startswith("/cloth")):
            assert [word for word in (b"Noor", b"Elis", b"kept line", b"2026") if word in noors[path]] == []

    asyncio.run(play())
