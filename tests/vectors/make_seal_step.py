"""Writes seal_step.json: words sealed at known places of known sittings. Python and the browser work out the same place.

Salts and wraps are fresh at each run. Run it only when the format gains a version; released vectors are kept for ever.
"""

import json
from pathlib import Path

from vectors.make import known
from weft.vault.roots import Root
from weft.vault.seal import Holder, Place, seal_with, step_exchange

TARGET = Path(__file__).with_name("seal_step.json")
PLACES = ("0-0-0", "2-0-0", "11-1-2", "2-10-0", "21-0-0")
HOUR = 29_700_000


def main() -> None:
    author, reader = Root(known("step author")), Root(known("step reader"))
    made = []
    for number, at in enumerate(PLACES):
        for holder in Holder:
            sitting, earliest = known(f"sitting {number}", 16).hex(), HOUR if number % 2 else 0
            place = Place(step_exchange(sitting, at), known("author", 16).hex(), number, holder, earliest)
            halves = known(f"step s1 {number} {holder}"), known(f"step s2 {number} {holder}")
            text = f"What stands at {at}. ŝ"
            kept, _ = seal_with(place, author, reader.kem_public, text.encode(), *halves)
            parts = {part: getattr(kept, part).hex() for part in PARTS}
            made.append(
                {
                    "sitting": sitting,
                    "place": at,
                    "exchange": place.exchange,
                    "author": place.author,
                    "rev": number,
                    "holder": int(holder),
                    "earliest": earliest,
                    "author_root": author.raw.hex(),
                    "reader_root": reader.raw.hex(),
                    "text": text,
                    "second": halves[1].hex(),
                    **parts,
                }
            )
    TARGET.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")


PARTS = ("locked", "wrapped", "own", "half_hash", "signature")


if __name__ == "__main__":
    main()
