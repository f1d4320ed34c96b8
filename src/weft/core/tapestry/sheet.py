"""The colours of the cloth as CSS, made from the tables of `dye`: for the page's stylesheet and for a lone file."""

from weft.core.tapestry.dye import CLOTH, DAY, LINEN, WEFT, Dye

NIGHT_ROOM = 0.14
"""The cloth does not change at night; only the room does, by this much.

A veil over the cloth and not a CSS filter: a filter on ten years of cloth would be one huge layer to paint.
"""

_FIXED = (
    ".s-left{stroke:var(--a-cloth)}.s-right{stroke:var(--b-cloth)}",
    ".w-left{stroke:var(--a)}.w-right{stroke:var(--b)}",
    ".f-left{fill:var(--a-cloth)}.f-right{fill:var(--b-cloth)}",
)
_SHADE = (
    ".hollow{stroke:#000;stroke-opacity:.3}.gleam{stroke:#fff;stroke-opacity:.2}.bend{stroke:#000;stroke-opacity:.22}",
    ".groove{stroke:#000;stroke-opacity:.33}.ridge{stroke:#fff;stroke-opacity:.16}",
    ".lot-up{fill:#fff}.lot-down,.room{fill:#000}.lot-up,.lot-down,.room{pointer-events:none}",
)
_PAGE = (
    ".hole{stroke:var(--rule)}.gap{stroke:var(--ground)}.shuttle{fill:var(--ink)}.draft{color:var(--ink)}",
    ".cloth,.loom,.shed,.beam-warp,.tie-yarn{display:block;max-width:none}",
    ".cloth a{cursor:pointer}.cloth a:focus{outline:none}",
    ".cloth a:focus-visible rect{outline:3px solid var(--ink);outline-offset:-3px}",
    ".loom.growing .woven rect{y:calc(var(--woven)*-100%);height:calc(var(--woven)*100%)}",
    ".loom.growing .fell{transform:translateY(calc((1 - var(--woven))*100%))}",
    ".field-ground,.field-weft{fill:#E3D9C3}.field-warp{opacity:.34}",
)
_NIGHT = (
    f".room{{fill-opacity:{NIGHT_ROOM}}}",
    ".field-ground{fill:#17140F}.field-weft{fill:#1D1A14}.field-warp{opacity:.3}",
    ".field-cloth .gleam{stroke-opacity:.15}",
)


def wefts() -> list[str]:
    """A class for each weft yarn in each bath, as fill and as stroke."""
    rules = [f".f-linen{{fill:{LINEN}}}.y-linen{{stroke:{LINEN}}}"]
    for practice, baths in WEFT.items():
        for number, colour in enumerate(baths):
            rules.append(f".f-{practice}-{number}{{fill:{colour}}}.y-{practice}-{number}{{stroke:{colour}}}")
    return rules


def warps() -> list[str]:
    """For each dye, what `left-<dye>` and `right-<dye>` on a page's body mean.

    The line down the edge is the page's own token, which has a colour by day and one at night.
    """
    return [
        f".{side}-{dye}{{--{name}:var(--{dye});--{name}-cloth:{CLOTH[dye]}}}"
        for dye in Dye
        for side, name in (("left", "a"), ("right", "b"))
    ]


def stylesheet() -> str:
    """The whole of static/css/cloth.css."""
    day = [*warps(), *_FIXED, *_SHADE, ".room{fill-opacity:0}", *wefts(), *_PAGE]
    head = "/* The cloth. Made from the tables of core/tapestry/dye.py by sheet.py; a test keeps the two the same. */"
    return "\n".join([head, *day, "@media (prefers-color-scheme:dark){", *_NIGHT, "}"]) + "\n"


def embedded(left: Dye, right: Dye | None) -> str:
    """What one cloth needs in a file of its own, with no variables for viewers that know none."""
    rules = [_pair("left", left), *([] if right is None else [_pair("right", right)])]
    return "".join(
        [*rules, *_SHADE, ".room{fill-opacity:0}", *wefts(), ".hole{stroke:#727975}", ".ground{fill:#EBEDE8}"]
    )


def _pair(side: str, dye: Dye) -> str:
    return f".s-{side}{{stroke:{CLOTH[dye]}}}.w-{side}{{stroke:{DAY[dye]}}}"
