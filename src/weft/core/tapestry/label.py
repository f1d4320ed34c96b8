"""What a wall label says about a band: the weave, the dye and its bath, the warp, and why a twill leans."""

from weft.core.practice import ABOUT, Practice
from weft.core.tapestry.drawdown import Band, Cloth, Lean
from weft.core.tapestry.dye import NAME, WEFT, Dye, bath
from weft.core.tapestry.tone import Tone


def weave_caption(cloth: Cloth, band: Band, left: str, right: str) -> str:
    """ "2/2 twill in weld, second bath, on madder and Kendal. The twill leans left because Noor spoke first."

    `left` and `right` are the names of the two people; the right one is unused while nobody is strung there.
    """
    warp = _in_sentence(cloth.left)
    if cloth.right is not None:
        warp = f"{warp} and {_in_sentence(cloth.right)}"
    if band.practice is None:
        return f"Tabby in undyed linen, on {warp}."
    about = ABOUT[band.practice]
    woven = (
        f"{about.weave[0].upper()}{about.weave[1:]} in {about.weft}{_bath(cloth, band.practice)}, on {warp}."
    )
    if band.tones:
        leans = " and ".join(_TONE[one] for one in band.tones)
        woven = f"{woven} Dyed a little {leans}, by what was felt."
    if band.lean is None:
        return woven
    first = left if band.lean is Lean.LEFT else right
    return f"{woven} The twill leans {band.lean} because {first} spoke first."


_TONE: dict[Tone, str] = {
    Tone.HEAVY: "deeper",
    Tone.LIGHT: "paler",
    Tone.STILL: "towards linen",
    Tone.STIRRED: "towards madder",
}


def _bath(cloth: Cloth, practice: Practice) -> str:
    strong, pale = WEFT[practice]
    if strong == pale:
        return ""
    return ", second bath" if bath(practice, cloth.left, cloth.right) else ", first bath"


def _in_sentence(dye: Dye) -> str:
    return NAME[dye] if dye is Dye.KENDAL else NAME[dye].lower()
