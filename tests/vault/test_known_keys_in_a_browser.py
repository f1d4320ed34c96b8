"""What letters are opened with after new keys, and whom they are for: the browser and we agree, both ways."""

from typing import Any

import pytest
from playwright.sync_api import Page

from vault.test_renewal import KNOWN
from vault.test_vault_in_a_browser import page, run
from weft.vault.browser_pin import lock_pin, open_pin
from weft.vault.errors import EnvelopeAltered
from weft.vault.roots import Publics, Root, fingerprint, six_words

__all__ = ["page"]  # the fixture

pytestmark = pytest.mark.browser

PERSON = "a" * 32
MINE, THEIRS, LATER = (Root(bytes([each]) * 32) for each in (1, 2, 3))


def test_the_browser_opens_known_keyrings(page: Page) -> None:
    run(
        page,
        """const own = await import('/static/js/own-key.js');
        for (const { person, root, older, locked } of known) {
          const opened = v.unpad(await v.unlock(
            await own.ringKey(v.unhex(root)), 'own', own.ringPlace(person), v.unhex(locked)));
          same('older roots', v.hex(opened), older.join(''));
        }""",
        KNOWN["keyrings"],
    )


def test_a_pin_goes_both_ways_and_is_opened_with_older_keys_too(page: Page) -> None:
    known = {"person": PERSON, "root": MINE.raw.hex(), "later": LATER.raw.hex()}
    known["locked"] = lock_pin(MINE, PERSON, b'{"version":1,"people":[{"id":"b"}]}').hex()
    locked = run(
        page,
        """const [own, pins] = [await import('/static/js/own-key.js'), await import('/static/js/pin.js')];
        const [keys, later] = [await own.ownKeys(v.unhex(known.root)), await own.ownKeys(v.unhex(known.later))];
        for (const each of [{ ...keys, older: [] }, { ...later, older: [keys] }])
          same('who', (await pins.openPin(each, known.person, v.unhex(known.locked))).people[0].id, 'b');
        return v.hex(await pins.lockPin(keys, known.person, { version: 1, people: [] }));""",
        known,
    )
    assert open_pin(MINE, PERSON, bytes.fromhex(locked)) == b'{"version":1,"people":[]}'
    for root, person in ((THEIRS, PERSON), (MINE, "b" * 32)):
        with pytest.raises(EnvelopeAltered):
            open_pin(root, person, bytes.fromhex(locked))


def test_the_browser_makes_the_same_six_words_whoever_asks(page: Page) -> None:
    def named(root: Root) -> dict[str, Any]:
        halves = Publics.of(root, root)
        return {half: getattr(halves, half).hex() for half in ("kem_s", "sig_s", "kem_e", "sig_e")}

    two = [fingerprint(Publics.of(each, each)) for each in (MINE, THEIRS)]
    known = {
        "root": MINE.raw.hex(),
        "mine": named(MINE),
        "theirs": named(THEIRS),
        "words": list(six_words(*two)),
    }
    run(
        page,
        """const [own, pins] = [await import('/static/js/own-key.js'), await import('/static/js/pin.js')];
        const text = (halves) => Object.fromEntries(
          Object.entries(halves).map(([half, raw]) => [half, v.base64url(v.unhex(raw))]));
        const [keys, mine, theirs] = [await own.ownKeys(v.unhex(known.root)), text(known.mine), text(known.theirs)];
        same('words', (await pins.sixWords(keys, mine, theirs)).join(' '), known.words.join(' '));
        const lied = { ...mine, kem_e: theirs.kem_e, sig_e: theirs.sig_e };
        same('what a server says of my own', (await pins.sixWords(keys, lied, theirs)).join(' '), known.words.join(' '));
        const other = (await pins.sixWords(keys, mine, { ...theirs, sig_e: mine.sig_e })).join(' ');
        same('another key, other words', other === known.words.join(' '), false);""",
        known,
    )
