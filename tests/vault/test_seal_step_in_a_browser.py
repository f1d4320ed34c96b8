"""Sealed steps: the page that seals and opens them and we work out the same place, both ways."""

import pytest
from playwright.sync_api import Page

from vault.test_seal_step import VECTORS
from vault.test_vault_in_a_browser import page, run
from visits import b64
from weft.vault.roots import Root
from weft.vault.seal import Holder, Place, Seal, open_own, open_seal, step_exchange

__all__ = ["page"]  # the fixture

pytestmark = pytest.mark.browser

raw = bytes.fromhex

OPENING = """
  const [both, own] = [await import('/static/js/own-seals.js'), await import('/static/js/own-key.js')];
  const sent = (hexed) => v.base64url(v.unhex(hexed));
  const keysOf = async (root) => ({ ...(await own.ownKeys(v.unhex(root))), older: [] });
  const nobody = { version: 1, people: [] };
  const wordsOf = (one, mine, half) => ({
    mine, sealed: true, place: one.place,
    seal: { writing: one.rev, holder: one.holder, earliest: one.earliest, half,
      ...Object.fromEntries(['locked', 'wrapped', 'own', 'half_hash', 'signature'].map((part) => [part, sent(one[part])])) },
  });
"""


def test_the_page_opens_our_steps_at_their_place_and_at_no_other(page: Page) -> None:
    run(
        page,
        OPENING
        + """for (const one of known) {
          same('exchange', (await both.stepPlace(one.sitting, one.place, one)).exchange, one.exchange);
          const [author, reader] = [await keysOf(one.author_root), await keysOf(one.reader_root)];
          const pin = { version: 1, people: [{ id: one.author, kem: v.base64url(author.kem.public),
            sig: v.base64url(author.sig.public), compared: true, older: [] }] };
          const [theirs, mine] = [{ keys: reader, me: 'c'.repeat(32), partner: one.author, pin },
            { keys: author, me: one.author, partner: 'c'.repeat(32), pin: nobody }];
          same('to read', await both.stepWords(theirs, one.sitting, wordsOf(one, false, sent(one.second))), one.text);
          same('own words', await both.stepWords(mine, one.sitting, wordsOf(one, true, '')), one.text);
          const elsewhere = { ...wordsOf(one, false, sent(one.second)), place: '3-0-0' };
          same('elsewhere', await refused(() => both.stepWords(theirs, one.sitting, elsewhere)), true);
          const early = wordsOf(one, false, '');
          same('without its half', await refused(() => both.stepWords(theirs, one.sitting, early)), true);
        }""",
        VECTORS,
    )


@pytest.mark.parametrize("holder", Holder)
def test_we_open_what_the_page_seals_in_a_step(page: Page, holder: Holder) -> None:
    author, reader = Root(b"\1" * 32), Root(b"\2" * 32)
    sitting, at, words = "a" * 32, "11-1-0", "Ich hatte Angst, du lachst. ŝ"
    made = run(
        page,
        OPENING
        + """const keys = await keysOf(known.root);
        const mine = { keys, me: 'b'.repeat(32), partner: 'c'.repeat(32), halves: { kem_e: known.kem }, pin: nobody };
        const place = await both.stepPlace(known.sitting, known.at, { holder: known.holder, earliest: 7 });
        return both.sealed(mine, place, known.words);""",
        {
            "root": author.raw.hex(),
            "kem": b64(reader.kem_public),
            "sitting": sitting,
            "at": at,
            "holder": int(holder),
            "words": words,
        },
    )
    place = Place(step_exchange(sitting, at), "b" * 32, made["writing"], holder, 7)
    given = Seal(*(unb64(made[part]) for part in ("locked", "wrapped", "own", "half_hash", "signature")))
    _, second = open_own(place, author, given.locked, given.own)
    assert open_seal(place, reader, author.sig_public, given, second).decode() == words
    assert made.get("second") == (b64(second) if holder is Holder.SERVER else None)


def unb64(text: str) -> bytes:
    from base64 import urlsafe_b64decode

    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
