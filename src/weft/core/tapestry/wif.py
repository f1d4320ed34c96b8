"""The cloth as a draft that weavers' programs and computer looms read: WIF 1.1 (Weaving Information File, 1997).

Pick 1 is the first that was woven, the oldest; end 1 is the leftmost. The shed rises. Nothing in the file says
whose cloth it is, or when anything happened.
"""

from collections.abc import Iterable, Iterator

from weft.core.tapestry.drawdown import Cloth
from weft.core.tapestry.picks import Pick, picks, warp_colours
from weft.core.tapestry.shafts import Setting, setting
from weft.core.tapestry.yarn import weave_word

SPACING_CM = 0.1
"""From thread to thread, in warp and weft: ten to the centimetre, a middling wool."""

_SPECIFIED = "April 20, 1997"
"""The date every WIF 1.1 file bears: that of its specification."""

Section = tuple[str, Iterable[tuple[object, object]]]


def wif(cloth: Cloth, loom: int | None = None) -> str:
    """The draft of a cloth. Without a loom as it is, with a tie-up; for a loom of so many shafts, its liftplan.

    The text is ASCII, since old programs read no more. Raises ValueError for a loom under eight shafts.
    """
    set_up = setting(cloth, loom)
    sections = list(_sections(cloth, set_up, loom))
    contents = [(name, "true") for name, _ in sections if name not in ("WIF", "NOTES")]
    contents.append(("NOTES", "true"))
    head, *rest = sections
    return "".join(_written(one) for one in (head, ("CONTENTS", contents), *rest))


def _written(section: Section) -> str:
    name, lines = section
    return f"[{name}]\r\n" + "".join(f"{key}={value}\r\n" for key, value in lines) + "\r\n"


def _sections(cloth: Cloth, set_up: Setting, loom: int | None) -> Iterator[Section]:
    warp, woven = warp_colours(cloth), tuple(picks(cloth))[::-1]
    colours = {
        colour: at for at, colour in enumerate(dict.fromkeys((*warp, *(one.colour for one in woven))), 1)
    }
    lifted = tuple(_lifts(woven, set_up))
    sheds = {shed: at for at, shed in enumerate(sorted(set(lifted)), 1)}
    treadles = 0 if loom else len(sheds)
    yield (
        "WIF",
        (
            ("Version", "1.1"),
            ("Date", _SPECIFIED),
            ("Developers", "wif@mhsoft.com"),
            ("Source Program", "Weft"),
        ),
    )
    yield "COLOR PALETTE", (("Entries", len(colours)), ("Form", "RGB"), ("Range", "0,255"))
    yield "WEAVING", (("Shafts", set_up.shafts), ("Treadles", treadles), ("Rising Shed", "true"))
    yield "WARP", _yarn(len(warp), colours.get(warp[0], 1) if warp else 1)
    yield "WEFT", _yarn(len(woven), colours[woven[0].colour] if woven else 1)
    yield "TEXT", (("Title", "A cloth woven by two"),)
    plain = (line.replace("’", "'") for line in notes(set_up, loom))
    yield "NOTES", tuple(enumerate(plain, 1))
    yield "COLOR TABLE", ((at, _rgb(colour)) for colour, at in colours.items())
    yield "WARP COLORS", ((at, colours[colour]) for at, colour in enumerate(warp, 1))
    yield "WEFT COLORS", ((at, colours[one.colour]) for at, one in enumerate(woven, 1))
    yield "THREADING", enumerate(set_up.threading, 1)
    if loom:
        yield "LIFTPLAN", ((at, _listed(shed)) for at, shed in enumerate(lifted, 1))
    else:
        yield "TIEUP", ((at, _listed(shed)) for shed, at in sheds.items())
        yield "TREADLING", ((at, sheds[shed]) for at, shed in enumerate(lifted, 1))


def _yarn(threads: int, colour: int) -> tuple[tuple[str, object], ...]:
    return (
        ("Threads", threads),
        ("Color", colour),
        ("Units", "Centimeters"),
        ("Spacing", SPACING_CM),
        ("Thickness", SPACING_CM),
    )


def notes(set_up: Setting, loom: int | None) -> tuple[str, ...]:
    """What the weaver should know before setting it up, and what had to be simplified, in whole sentences."""
    first = "Pick 1 is the oldest; the cloth grows upward, and the newest pick is the last."
    if not set_up.simplified:
        return first, f"It needs {set_up.shafts} shafts, and every crossing is as in the cloth."
    return (
        first,
        f"On {loom} shafts not every weave of this cloth can be had at once.",
        *set_up.simplified,
        "Everything else, the colours and the number of picks are as in the cloth.",
    )


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))


def _listed(shafts: tuple[int, ...]) -> str:
    return ",".join(map(str, shafts))


def _lifts(woven: Iterable[Pick], set_up: Setting) -> Iterator[tuple[int, ...]]:
    """The shafts that rise for each pick."""
    by_word = {weave_word(*weave): drawn for weave, drawn in set_up.weaves.items()}
    known: dict[tuple[str, int], tuple[int, ...]] = {}
    for one in woven:
        drawn = by_word[one.weave]
        place = one.weave, one.nth % len(drawn)
        if place not in known:
            known[place] = _raised(drawn[place[1]], set_up)
        yield known[place]


def _raised(marks: tuple[int, ...], set_up: Setting) -> tuple[int, ...]:
    return tuple(sorted({shaft for end, shaft in enumerate(set_up.threading) if marks[end % len(marks)]}))
