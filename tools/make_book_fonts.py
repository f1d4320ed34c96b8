"""The faces of the printed book, as TrueType, which is what a PDF takes.

The two families of the pages in Latin-1, and besides them the Latin letters of other languages, Greek and Cyrillic for
names and for what people wrote. Reads the tarballs of `@fontsource/proza-libre` and `@fontsource-variable/brygada-1918`
as npm packs them; needs fonttools and brotli. A book is made of these files alone and needs neither.

    python tools/make_book_fonts.py proza-libre.tgz brygada-1918.tgz
"""

import io
import sys
import tarfile
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

PAPER = Path(__file__).parents[1] / "src" / "weft" / "press" / "paper"
WEIGHT = 470
SCRIPTS = ("latin", "latin-ext", "cyrillic", "greek")
DROPPED = ("fpgm", "prep", "cvt ", "hdmx", "VDMX", "LTSH", "DSIG", "gasp", "GSUB")


def face(tarball: Path, name: str) -> TTFont:
    """One file of a package, opened. Raises KeyError if the package has no such file."""
    with tarfile.open(tarball) as packed:
        taken = packed.extractfile(f"package/files/{name}.woff2")
        if taken is None:
            raise KeyError(name)
        return TTFont(io.BytesIO(taken.read()), recalcTimestamp=False)


def write(made: TTFont, to: str) -> None:
    """Without hints, uncompressed."""
    made.flavor = None
    for table in DROPPED:
        if table in made:
            del made[table]
    for glyph in made["glyf"].glyphs.values():
        glyph.removeHinting()
    made.save(PAPER / f"{to}.ttf")
    print(to, len(made.getBestCmap()), (PAPER / f"{to}.ttf").stat().st_size)


def main() -> None:
    proza, brygada = map(Path, sys.argv[1:3])
    for script in SCRIPTS:
        whole = face(brygada, f"brygada-1918-{script}-wght-normal")
        write(instancer.instantiateVariableFont(whole, {"wght": WEIGHT}), f"brygada-{WEIGHT}-{script}")
    for weight in (400, 500):
        for script in SCRIPTS[:2]:
            write(face(proza, f"proza-libre-{script}-{weight}-normal"), f"proza-{weight}-{script}")


if __name__ == "__main__":
    main()
