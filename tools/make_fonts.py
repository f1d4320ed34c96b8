"""Cut the three faces Weft ships down to Latin-1 and punctuation.

Reads the tarballs of `@fontsource/proza-libre` and `@fontsource-variable/brygada-1918`
as npm packs them; needs fonttools and brotli. Writes three woff2 files and the two
licences beside this script:

    python make.py proza-libre.tgz brygada-1918.tgz
"""

import io
import sys
import tarfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).parents[1] / "src" / "weft" / "web" / "static" / "fonts"
KEPT = [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E]
KEPT += [
    0x2010,
    0x2011,
    0x2013,
    0x2014,
    0x2018,
    0x2019,
    0x201A,
    0x201C,
    0x201D,
    0x201E,
    0x2026,
    0x2039,
    0x203A,
]
KEPT += [0x20AC, 0x2212, 0xD7]


def member(tarball: Path, name: str) -> bytes:
    """One file of a package. Raises `KeyError` if the package has no such file."""
    with tarfile.open(tarball) as packed:
        taken = packed.extractfile(f"package/{name}")
        if taken is None:
            raise KeyError(name)
        return taken.read()


def cut(face: TTFont, to: str) -> None:
    """Subset `face`, drop its hinting, and write it as woff2."""
    options = subset.Options()
    options.hinting = False
    options.desubroutinize = False
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "locl", "mark", "mkmk", "ccmp"]
    options.name_IDs = [0, 1, 2, 13, 14]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=KEPT)
    worker.subset(face)
    subset.save_font(face, str(HERE / to), options)


def main(proza: Path, brygada: Path) -> None:
    """Make the three files and copy the licences."""
    for weight in (400, 500):
        face = TTFont(io.BytesIO(member(proza, f"files/proza-libre-latin-{weight}-normal.woff2")))
        cut(face, f"proza-{weight}.woff2")
    variable = TTFont(io.BytesIO(member(brygada, "files/brygada-1918-latin-wght-normal.woff2")))
    cut(instancer.instantiateVariableFont(variable, {"wght": 470}), "brygada-470.woff2")
    (HERE / "OFL-proza-libre.txt").write_bytes(member(proza, "LICENSE"))
    (HERE / "OFL-brygada-1918.txt").write_bytes(member(brygada, "LICENSE"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
