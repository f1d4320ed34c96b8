"""The browser's seals and ours are the same, both ways, in a real Chromium under the strict policy."""

from typing import Any

import pytest
from playwright.sync_api import Page

from vault.test_seal import VECTORS
from vault.test_vault_in_a_browser import page, run
from weft.vault.roots import Root
from weft.vault.seal import Holder, Place, Seal, open_own, open_seal

__all__ = ["page"]  # the fixture

pytestmark = pytest.mark.browser

raw = bytes.fromhex

OPENING = """
  const s = await import('/static/js/seal.js');
  const own = await import('/static/js/own-key.js');
  const parts = ['locked', 'wrapped', 'own', 'half_hash', 'signature'];
  const sealOf = (one) => Object.fromEntries(parts.map((part) => [part, v.unhex(one[part])]));
  const read = (bytes) => new TextDecoder().decode(bytes);
"""


def play(page: Page, scene: str, known: object = None) -> Any:
    return run(page, OPENING + scene, known)


def test_the_browser_opens_our_seals(page: Page) -> None:
    play(
        page,
        """for (const one of known) {
          const author = await own.ownKeys(v.unhex(one.author_root));
          const reader = await own.ownKeys(v.unhex(one.reader_root));
          const [given, second] = [sealOf(one), v.unhex(one.second)];
          const words = await s.openSeal(one, reader, author.sig.public, given, second);
          same('words', read(words), one.text);
          const mine = await s.openOwn(one, author, given.locked, given.own);
          same('own words', read(mine.plain), one.text);
          same('second half', v.hex(mine.second), one.second);
          await s.check(one, v.unhex(one.author_sig), await s.commitment(given));
        }""",
        VECTORS,
    )


@pytest.mark.parametrize("holder", Holder)
def test_we_open_what_the_browser_seals(page: Page, holder: Holder) -> None:
    place = Place("a" * 32, "b" * 32, 5, holder, 29_700_123)
    author, reader = Root(b"\1" * 32), Root(b"\2" * 32)
    words = "Ich hatte Angst, du lachst. ŝ"
    made = play(
        page,
        """const author = await own.ownKeys(new Uint8Array(32).fill(1));
        const { seal, second } = await s.makeSeal(known.place, author, v.unhex(known.kem), v.utf8(known.words));
        const told = Object.fromEntries(parts.map((part) => [part, v.hex(seal[part])]));
        return { ...told, second: v.hex(second) };""",
        {
            "place": {
                "exchange": place.exchange,
                "author": place.author,
                "rev": 5,
                "holder": int(holder),
                "earliest": place.earliest,
            },
            "kem": reader.kem_public.hex(),
            "words": words,
        },
    )
    second = raw(made.pop("second"))
    given = Seal(**{part: raw(text) for part, text in made.items()})
    assert open_seal(place, reader, author.sig_public, given, second).decode() == words
    assert open_own(place, author, given.locked, given.own) == (words.encode(), second)


def test_the_browser_refuses_every_changed_byte(page: Page) -> None:
    # A locked page has four thousand alike; every byte of the rest and each hundredth of that.
    through = play(
        page,
        """const author = await own.ownKeys(v.random(32)), reader = await own.ownKeys(v.random(32));
        const place = { exchange: 'a'.repeat(32), author: 'b'.repeat(32), rev: 0, holder: 1, earliest: 7 };
        const { seal, second } = await s.makeSeal(place, author, reader.kem.public, v.utf8('kept'));
        const open = (given) => s.openSeal(place, reader, author.sig.public, given, second);
        await open(seal);
        let through = 0;
        for (const part of parts.filter((one) => one !== 'own')) {
          const step = part === 'locked' ? 97 : 1;
          for (let at = 0; at < seal[part].length; at += step) {
            const altered = seal[part].slice();
            altered[at] ^= 0x80;
            if (!(await refused(() => open({ ...seal, [part]: altered })))) through++;
          }
        }
        for (let at = 0; at < seal.own.length; at++) {
          const altered = seal.own.slice();
          altered[at] ^= 0x80;
          if (!(await refused(() => s.openOwn(place, author, seal.locked, altered)))) through++;
        }
        for (const other of [{ rev: 1 }, { holder: 2 }, { earliest: 6 }, { author: 'c'.repeat(32) }]) {
          const there = { ...place, ...other };
          if (!(await refused(() => s.openSeal(there, reader, author.sig.public, seal, second)))) through++;
        }
        if (!(await refused(() => s.openSeal(place, author, author.sig.public, seal, second)))) through++;
        return through;""",
    )
    assert through == 0


def test_no_key_the_browser_keeps_can_be_read_out(page: Page) -> None:
    kept = play(
        page,
        """const root = v.random(32);
        const keys = await own.ownKeys(root);
        return [keys.kem.key, keys.sig.key, keys.archive, keys.pin].map((key) => key.extractable);""",
    )
    assert kept == [False] * 4
