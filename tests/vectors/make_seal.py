"""Writes seal.json: seals of known words between known roots, in both modes. Python and the browser open them all.

Salts and wraps are fresh at each run. Run it only when the format gains a version; released vectors are kept for ever.
"""

import json
from pathlib import Path

from vectors.make import known
from weft.vault.roots import Root
from weft.vault.seal import Holder, Place, seal_with, statement

TARGET = Path(__file__).with_name("seal.json")
TEXTS = ("", "I was afraid you would laugh.", "ŝ" * 3000)


def main() -> None:
    author, reader = Root(known("seal author")), Root(known("seal reader"))
    made = []
    for rev, text in enumerate(TEXTS):
        for holder in Holder:
            place = Place(
                known("exchange", 16).hex(), known("author", 16).hex(), rev, holder, 29_700_000 + rev
            )
            halves = known(f"s1 {rev} {holder}"), known(f"s2 {rev} {holder}")
            kept, _ = seal_with(place, author, reader.kem_public, text.encode(), *halves)
            said = kept.commitment
            made.append(
                {
                    "exchange": place.exchange,
                    "author": place.author,
                    "rev": rev,
                    "holder": int(holder),
                    "earliest": place.earliest,
                    "author_root": author.raw.hex(),
                    "reader_root": reader.raw.hex(),
                    "author_sig": author.sig_public.hex(),
                    "text": text,
                    "second": halves[1].hex(),
                    "locked": kept.locked.hex(),
                    "wrapped": kept.wrapped.hex(),
                    "own": kept.own.hex(),
                    "half_hash": kept.half_hash.hex(),
                    "signature": kept.signature.hex(),
                    "statement": statement(place, said.locked_hash, said.wrapped_hash, said.half_hash).hex(),
                }
            )
    TARGET.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
