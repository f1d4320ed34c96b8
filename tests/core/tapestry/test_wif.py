"""A draft that a weaver's program reads gives our cloth, crossing by crossing."""

from pathlib import Path

import pytest

from weft.core.practice import Practice
from weft.core.tapestry.drawdown import Cloth, Thread, newest, weave
from weft.core.tapestry.dye import Dye
from weft.core.tapestry.picks import marks_across, picks, warp_colours
from weft.core.tapestry.sample import UNTIL, long_life, spring
from weft.core.tapestry.shafts import LOOMS, setting
from weft.core.tapestry.wif import notes, wif
from weft.core.tapestry.yarn import weave_word

CLOTHS = Path(__file__).parents[2] / "cloths"
Cells = list[tuple[int, ...]]

KNOWN = {
    "spring.wif": lambda: wif(spring()),
    "spring-8-shafts.wif": lambda: wif(spring(), 8),
    "alone.wif": lambda: wif(spring(right=None)),
}


def ours(cloth: Cloth) -> Cells:
    """Our drawdown, the oldest pick first, as a draft counts them."""
    ends = len(warp_colours(cloth))
    return [marks_across(one.marks, ends) for one in picks(cloth)][::-1]


def read(text: str, folder: Path) -> tuple[Cells, list[tuple[int, ...]], list[tuple[int, ...]]]:
    """What another program makes of it: the crossings, and the colours of warp and weft."""
    reader = pytest.importorskip("pyweaving.wif")
    path = folder / "cloth.wif"
    path.write_bytes(text.encode("ascii"))
    draft = reader.WIFReader(str(path)).read()
    assert draft.rising_shed
    cells = [tuple(int(end.shaft in pick.connected_shafts) for end in draft.warp) for pick in draft.weft]
    return cells, [one.color.rgb for one in draft.warp], [one.color.rgb for one in draft.weft]


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


@pytest.mark.parametrize("name", KNOWN)
def test_a_known_cloth_gives_the_same_draft_to_the_byte(name: str) -> None:
    assert KNOWN[name]().encode() == (CLOTHS / name).read_bytes()


@pytest.mark.parametrize("loom", [None, 32])
@pytest.mark.parametrize("ends", [16, 91, 204, 340])
def test_a_reader_computes_our_drawdown_cell_by_cell(ends: int, loom: int | None, tmp_path: Path) -> None:
    cloth = spring(ends)
    cells, warp, weft = read(wif(cloth, loom), tmp_path)
    assert cells == ours(cloth)
    assert warp == [rgb(colour) for colour in warp_colours(cloth)]
    assert weft == [rgb(one.colour) for one in picks(cloth)][::-1]


def test_two_years_and_a_half_strung_warp_are_read_as_they_are(tmp_path: Path) -> None:
    for cloth in (long_life(2), spring(right=None)):
        assert read(wif(cloth), tmp_path)[0] == ours(cloth)


@pytest.mark.parametrize("loom", LOOMS)
def test_a_loom_with_fewer_shafts_changes_only_what_it_says(loom: int, tmp_path: Path) -> None:
    cloth = spring(204)
    set_up = setting(cloth, loom)
    cells, mine = read(wif(cloth, loom), tmp_path)[0], ours(cloth)
    woven = list(picks(cloth))[::-1]
    differs = {woven[at].weave for at in range(len(cells)) if cells[at] != mine[at]}
    changed = {
        weave_word(*weave) for weave, drawn in set_up.weaves.items() if drawn != setting(cloth).weaves[weave]
    }
    assert differs <= changed and bool(changed) is bool(set_up.simplified)
    assert max(set_up.threading) <= loom


def test_every_weave_at_once_needs_thirty_two_shafts_and_no_more() -> None:
    assert setting(spring(3000)).shafts == 32
    assert setting(spring(204), 32).changed == 0


def test_with_sixteen_only_the_basket_is_simpler() -> None:
    assert setting(spring(204), 16).simplified == (
        "Basket weave is woven in squares of 2 threads in place of 3.",
    )


def test_what_a_cloth_has_not_is_not_simplified() -> None:
    talk = Thread("a", UNTIL, Practice.TALK, 15, None, "Slow turns")
    cloth = weave([talk], left=Dye.WOAD, right=Dye.WELD, seed=3, since=UNTIL, until=UNTIL)
    assert setting(cloth, 8).shafts == 4 and not setting(cloth, 8).simplified


def test_no_loom_is_so_small_that_it_is_told_a_lie() -> None:
    with pytest.raises(ValueError, match="no loom so small"):
        wif(spring(), 4)


def test_every_simplification_stands_in_the_file() -> None:
    text = wif(spring(204), 8)
    assert "On 8 shafts not every weave of this cloth can be had at once." in text
    said = [line.replace("’", "'") for line in setting(spring(204), 8).simplified]
    assert said and all(line in text for line in said)
    assert "every crossing is as in the cloth" in " ".join(notes(setting(spring(204), 32), 32))


def test_nothing_in_the_file_says_whose_cloth_it_is_or_when() -> None:
    text = wif(spring())
    assert "Slow turns" not in text and "2025" not in text and "lived-" not in text


def test_no_lift_is_so_unbalanced_that_a_thread_lies_loose() -> None:
    for loom in LOOMS:
        for weave_used, drawn in setting(spring(204), loom).weaves.items():
            assert all(0 < sum(row) < len(row) for row in drawn), weave_used


def test_a_bare_warp_is_a_draft_with_no_pick() -> None:
    assert "Threads=0" in wif(newest(spring(), 0))
