"""Writes renewal.json and trace.json: known renewals with both signatures, keyrings, and lines of a security log.

Salts and wraps are fresh at each run. Run it only when a format gains a version; released vectors are kept for ever.
"""

import json
from pathlib import Path

from vectors.make import known
from weft.vault.keyring import ring
from weft.vault.renewal import Statement, sign_renewal
from weft.vault.roots import Publics, Root
from weft.vault.trace import seal_line

RENEWAL, TRACE = (Path(__file__).with_name(name) for name in ("renewal.json", "trace.json"))
PERSON = known("renewed person", 16).hex()
PLACES = (
    (-1, "", -1),
    (0, known("renewed couple", 16).hex(), 41),
    (7, known("renewed couple", 16).hex(), -1),
)
LINES = ("", '{"what":"mine","day":20545,"part":"evening"}', "ŝ" * 400)


def root(tier: str, number: int) -> Root:
    return Root(known(f"renewal {tier} {number}"))


def renewals() -> list[dict[str, object]]:
    """Three in a row, as somebody makes their account theirs once, and again, and again."""
    made = []
    for number, (own_seq, couple, couple_seq) in enumerate(PLACES):
        before, after = (Publics.of(root("S", at), root("E", at)) for at in (number, number + 1))
        said = Statement(PERSON, number, before.to_bytes(), after.to_bytes(), own_seq, couple, couple_seq)
        signatures = sign_renewal(root("S", number), root("S", number + 1), said)
        made.append(
            {
                "person": PERSON,
                "number": number,
                "before": said.before.hex(),
                "after": said.after.hex(),
                "own_seq": own_seq,
                "couple": couple,
                "couple_seq": couple_seq,
                "statement": said.line().hex(),
                "signatures": signatures.hex(),
            }
        )
    return made


def keyrings() -> list[dict[str, object]]:
    """Under each root, those before it, the newest of them first."""
    made = list[dict[str, object]]()
    for number in (1, 2, 9):
        older = [root("E", at) for at in reversed(range(number))]
        locked = ring(root("E", number), PERSON, older)
        made.append(
            {
                "person": PERSON,
                "root": root("E", number).raw.hex(),
                "older": [one.raw.hex() for one in older],
                "locked": locked.hex(),
            }
        )
    return made


def lines() -> list[dict[str, str]]:
    owner = root("S", 0)
    return [
        {
            "person": PERSON,
            "root": owner.raw.hex(),
            "kem_s": owner.kem_public.hex(),
            "text": text,
            "sealed": seal_line(owner.kem_public, PERSON, text.encode()).hex(),
        }
        for text in LINES
    ]


def written(known: object) -> str:
    return json.dumps(known, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    RENEWAL.write_text(written({"renewals": renewals(), "keyrings": keyrings()}), "utf-8")
    TRACE.write_text(written(lines()), "utf-8")


if __name__ == "__main__":
    main()
