"""What is drawn: one clean element, the same to the byte, safe under a strict content policy."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from xml.etree import ElementTree

import pytest

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import Band, Cloth, Thread, newest, parted, weave
from weft.core.tapestry.dye import Dye
from weft.core.tapestry.far import from_afar
from weft.core.tapestry.label import weave_caption
from weft.core.tapestry.sample import SINCE, UNTIL, spring, two_months, years
from weft.core.tapestry.sheet import stylesheet
from weft.core.tapestry.svg import (
    beam,
    draft,
    edge,
    likeness,
    presence_field,
    ribbon,
    shed,
    standalone,
    svg,
    swatch,
    tie,
    turn_loom,
)
from weft.core.tapestry.tone import Tone

CLOTHS = Path(__file__).parents[2] / "cloths"
STYLE = Path(__file__).parents[3] / "src/weft/web/static/css/cloth.css"
LEFT, RIGHT = Dye.MADDER, Dye.KENDAL


def href(key: str) -> str:
    return f"/cloth/{key}"


def drawn(cloth: Cloth, ids: str = "c") -> str:
    return svg(cloth, href=href, ids=ids, label="Your cloth, newest first")


def felt() -> Cloth:
    """Every tone once."""
    return weave(
        [
            Thread(f"{at:032x}", UNTIL, Practice.MOMENTS, 90, None, "A film", tones=(one,))
            for at, one in enumerate(Tone)
        ],
        left=LEFT,
        right=RIGHT,
        seed=1,
        since=UNTIL,
        until=UNTIL,
    )


PIECES: dict[str, Callable[[str], str]] = {
    "cloth": lambda ids: drawn(spring(), ids),
    "alone": lambda ids: drawn(spring(right=None), ids),
    "empty": lambda ids: drawn(newest(spring(), 0), ids),
    "edge": lambda ids: edge(spring(340), 40, href=href, ids=ids),
    "far": lambda ids: from_afar(spring(), per_pick=0.5, ids=ids, label="April to June 2025"),
    "felt": lambda ids: drawn(felt(), ids),
    "shed": lambda ids: shed(spring(), ids=ids),
    "swatch": lambda ids: swatch(Practice.SOFTER, LEFT, RIGHT, 96, 76, ids),
    "ribbon": lambda ids: ribbon(Practice.TALK, LEFT, RIGHT, 91, 12, ids),
    "likeness": lambda ids: likeness(99, LEFT, RIGHT, 96, 96, ids),
    "draft": lambda ids: draft(Practice.MOMENTS),
    "turn": lambda ids: turn_loom(Side.LEFT, Practice.TALK, 0.6, ids=ids, shuttle=0.5),
    "presence": lambda ids: presence_field(ids),
    "beam": lambda ids: beam(Side.RIGHT, ids),
    "knot": lambda ids: tie("both", Side.LEFT, ids),
    "loop": lambda ids: tie("mine", Side.RIGHT, ids),
}

KNOWN: dict[str, Callable[[], str]] = {
    "spring.svg": lambda: standalone(spring()),
    "spring-wide.svg": lambda: standalone(newest(spring(340), 60)),
    "felt.svg": lambda: standalone(felt()),
    "alone.svg": lambda: standalone(spring(right=None)),
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_known_cloth_is_woven_again_to_the_byte(name: str) -> None:
    assert KNOWN[name]().encode() == (CLOTHS / name).read_bytes()


def test_a_shuffled_log_is_drawn_the_same_to_the_byte() -> None:
    threads = two_months()
    turned = weave(threads[::-1], left=LEFT, right=RIGHT, seed=7, since=SINCE, until=UNTIL)
    assert drawn(turned) == drawn(spring())


def test_the_stylesheet_says_what_the_tables_say() -> None:
    assert STYLE.read_text(encoding="utf-8") == stylesheet()


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_is_one_well_formed_element(name: str) -> None:
    assert ElementTree.fromstring(PIECES[name]("x")).tag == "svg"


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_carries_no_style_of_its_own(name: str) -> None:
    piece = PIECES[name]("x")
    assert "style" not in piece
    assert not re.search(r'(?:fill|stroke)="(?!url\(|none|currentColor)', piece)


@pytest.mark.parametrize("name", PIECES)
def test_every_id_is_used_once_and_begins_as_asked(name: str) -> None:
    found = re.findall(r' id="([^"]*)"', PIECES[name]("x"))
    assert len(found) == len(set(found))
    assert all(one.startswith("x-") for one in found)


@pytest.mark.parametrize("name", PIECES)
def test_every_fill_and_mask_points_at_its_own_piece(name: str) -> None:
    piece = PIECES[name]("x")
    assert set(re.findall(r"url\(#([^)]*)\)", piece)) <= set(re.findall(r' id="([^"]*)"', piece))


@pytest.mark.parametrize("name", PIECES)
def test_every_class_has_its_colour_in_the_stylesheet(name: str) -> None:
    sheet = stylesheet()
    for word in set(re.findall(r'class="([^"]*)"', PIECES[name]("x"))):
        for one in word.split():
            assert f".{one}" in sheet or one in {"band", "swatch", "woven", "fell", "far"}, one


def links(piece: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(piece).iter("a"))


def test_a_talk_that_nobody_began_has_no_second_pattern_of_the_same_name() -> None:
    begun = Thread("a" * 32, UNTIL, Practice.TALK, 20, Side.LEFT, "Begun by one")
    together = Thread("b" * 32, UNTIL - timedelta(days=1), Practice.TALK, 20, None, "Begun by nobody")
    woven = weave([begun, together], left=LEFT, right=RIGHT, seed=1, since=SINCE, until=UNTIL)
    ids = re.findall(r'id="([^"]+)"', svg(woven, href=href, label="Cloth"))
    assert len(ids) == len(set(ids))


def test_every_lived_band_is_a_link_with_its_caption() -> None:
    cloth = spring()
    lived = [band for band in cloth.bands if band.key]
    found = [(link.get("href"), link.get("aria-label")) for link in links(drawn(cloth))]
    assert found == [(href(band.key or ""), band.caption) for band in lived]


def test_quiet_days_are_drawn_and_lead_nowhere() -> None:
    cloth = spring()
    assert len(links(drawn(cloth))) < len(cloth.bands)
    assert "c-linen" in drawn(cloth)


def test_the_opened_band_says_so() -> None:
    piece = svg(spring(), href=href, opened="lived-30", label="Your cloth")
    assert [link.get("href") for link in links(piece) if link.get("aria-current")] == ["/cloth/lived-30"]


def test_words_in_a_caption_stay_words() -> None:
    lived = two_months()[0]
    nasty = type(lived)("k", lived.day, lived.practice, 1, None, '"><script>&')
    piece = drawn(weave([nasty], left=LEFT, right=RIGHT, seed=1, since=SINCE, until=SINCE))
    assert "<script>" not in piece
    assert links(piece)[0].get("aria-label") == '"><script>&'


def test_a_band_begins_with_its_weave_wherever_it_lies() -> None:
    cloth = spring()
    longer = weave(two_months(), left=LEFT, right=RIGHT, seed=7, since=SINCE, until=UNTIL + timedelta(days=9))
    band = next(band for band in cloth.bands if band.key == "lived-31")
    pieces = [_band_without_place(drawn(each), band) for each in (cloth, longer)]
    assert pieces[0] == pieces[1]


def _band_without_place(piece: str, band: Band) -> str:
    found = re.search(rf'<a id="c-{band.key}".*?</a>', piece)
    assert found
    return re.sub(r' transform="[^"]*"', "", found[0])


def test_the_bands_fill_the_cloth_from_fell_to_foot() -> None:
    root = ElementTree.fromstring(drawn(spring()))
    top = 52
    for element in root:
        rect = element.find("rect") if element.tag == "a" else element
        place = re.fullmatch(r"translate\(0 (\d+)\)", element.get("transform", ""))
        if place is None or rect is None:
            continue
        assert int(place[1]) == top
        top += int(rect.get("height", "0"))
    assert top == int(root.get("height", "0"))


def test_two_halves_of_a_parted_cloth_are_as_high_as_the_whole() -> None:
    above, _, below = parted(spring(), "lived-30")
    heights = [
        int(ElementTree.fromstring(svg(part, href=href, bare=0, label="x")).get("height", "0"))
        for part in (above, below, spring())
    ]
    assert heights[0] + heights[1] == heights[2]


def test_one_person_alone_weaves_only_their_half() -> None:
    piece = drawn(spring(right=None))
    assert "right" not in re.sub(r"talk-right", "", piece)
    assert 'width="184"' in piece
    assert 'class="hole"' in piece


def test_a_turn_is_woven_in_whole_picks() -> None:
    heights = {
        share: re.findall(r'y="(-?\d+)" height="(\d+)"', turn_loom(Side.LEFT, Practice.TALK, share))[0]
        for share in (0.0, 0.5, 1.0, 7.0, -1.0)
    }
    assert heights == {
        0.0: ("0", "0"),
        0.5: ("-198", "198"),
        1.0: ("-396", "396"),
        7.0: ("-396", "396"),
        -1.0: ("0", "0"),
    }


def test_a_turn_shows_only_the_speaker_s_warp() -> None:
    assert "w-right" not in turn_loom(Side.LEFT, Practice.TALK, 0.5)
    assert "w-left" not in turn_loom(Side.RIGHT, Practice.TALK, 0.5)


def test_mine_on_one_phone_is_theirs_on_the_other() -> None:
    assert tie("mine", Side.LEFT) == tie("theirs", Side.RIGHT)
    assert tie("mine", Side.RIGHT) == tie("theirs", Side.LEFT)
    assert tie("both", Side.LEFT) == tie("both", Side.RIGHT)


def test_two_numbers_give_two_likenesses() -> None:
    assert len({likeness(seed, LEFT, RIGHT, 96, 96, "l") for seed in range(200)}) == 200


def test_a_wall_label_names_weave_dye_and_warp() -> None:
    cloth = spring()
    band = next(band for band in cloth.bands if band.key == "lived-30")
    assert weave_caption(cloth, band, "Noor", "Elias") == (
        "2/2 twill in weld, second bath, on madder and Kendal. The twill leans left because Noor spoke first."
    )


def test_a_tone_is_said_in_words_and_drawn_under_no_finger() -> None:
    thread = Thread("a" * 32, UNTIL, Practice.MOMENTS, 90, None, "A film", tones=(Tone.HEAVY, Tone.STIRRED))
    cloth = weave([thread], left=LEFT, right=RIGHT, seed=1, since=UNTIL, until=UNTIL)
    assert weave_caption(cloth, cloth.bands[0], "Noor", "Elias") == (
        "Bird’s-eye in cochineal, second bath, on madder and Kendal. "
        "Dyed a little deeper and towards madder, by what was felt."
    )
    piece = drawn(cloth)
    assert piece.count('pointer-events="none"') == 2


def test_two_months_stay_small() -> None:
    assert len(drawn(spring())) < 24_000


@pytest.mark.parametrize("many", [2, 10])
def test_a_long_cloth_is_woven_whole(many: int, capsys: pytest.CaptureFixture[str]) -> None:
    threads = years(many)
    start = perf_counter()
    cloth = weave(threads, left=LEFT, right=RIGHT, seed=7, since=SINCE, until=UNTIL)
    piece = drawn(cloth)
    took = (perf_counter() - start) * 1000
    with capsys.disabled():
        print(
            f"\n{many} years: {cloth.picks} picks, {len(cloth.bands)} bands, {len(piece)} bytes, {took:.0f} ms"
        )
    assert len(links(piece)) == len(threads)
