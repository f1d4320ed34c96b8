"""The browser's half of the vault agrees with ours, both ways, in a real Chromium under the strict policy."""

import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from playwright.sync_api import Page, sync_playwright

import weft.web
from vault.test_any_byte import ENTRY, NOOR, OTHER
from vault.test_slot import made as slot_of_now
from vault.test_slot import with_hosts_root
from weft.vault.dek import DekKey
from weft.vault.derive import tidy
from weft.vault.envelope import Purpose, unlock
from weft.vault.padding import unpad
from weft.vault.passphrase import complain
from weft.vault.recovery import derive_code
from weft.vault.roots import Root, verify
from weft.vault.slot import open_slot_e, open_slot_s, read_slot
from weft.vault.wrap import unwrap

pytestmark = pytest.mark.browser

STATIC = Path(weft.web.__file__).parent
SCRIPTS = STATIC / "static" / "js"
VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "vectors/vault.json").read_text("utf-8"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types app"
)
raw = bytes.fromhex

# What every scene below starts with. The page itself is empty, so that only the policy decides what may run.
OPENING = """
  const v = await import('/static/js/vault.js');
  const known = given;
  const same = (what, got, want) => { if (got !== want) throw new Error(`${what}: ${got} is not ${want}`); };
  const refused = async (work) => {
    try { await work(); } catch (error) { return error instanceof v.EnvelopeAltered; }
    return false;
  };
"""


class _Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/":
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Weft</title>")
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("content-security-policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(STATIC)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        "--disable-sync",
    ]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        yield page
        browser.close()
    server.shutdown()
    server.server_close()


def run(page: Page, scene: str, known: object = None) -> Any:
    """Play a scene in the page; what it returns comes back."""
    return page.evaluate(f"async (given) => {{ {OPENING} {scene} }}", known)


def test_the_browser_opens_and_makes_our_envelopes(page: Page) -> None:
    run(
        page,
        """for (const one of known) {
          const [key, aad, salt] = [one.key, one.aad, one.salt].map(v.unhex);
          const made = await v.lock(key, one.purpose, aad, v.pad(v.utf8(one.text)), salt);
          same('envelope', v.hex(made), one.locked);
          const opened = v.unpad(await v.unlock(key, one.purpose, aad, v.unhex(one.locked)));
          same('text', new TextDecoder().decode(opened), one.text);
        }""",
        VECTORS["envelopes"],
    )


def test_we_open_what_the_browser_locks(page: Page) -> None:
    made = run(
        page,
        "return v.hex(await v.lock(v.unhex(known), 'own', v.utf8('here'), v.pad(v.utf8('You felt the clock.'))))",
        "07" * 32,
    )
    assert unpad(unlock(b"\x07" * 32, Purpose.OWN, b"here", raw(made))) == b"You felt the clock."


def test_the_browser_refuses_every_changed_byte(page: Page) -> None:
    refused = run(
        page,
        """const key = v.random(32), aad = v.utf8('here');
        const pair = await v.x25519(v.random(32));
        const secrets = { s: v.random(32), e: v.random(32) };
        const person = v.hex(v.random(16)), id = v.hex(v.random(16));
        const slot = await v.makeSlot(v.RECOVERY, secrets, null, null, v.random(32), v.random(32), person, id, 1);
        const kinds = [
          [await v.lock(key, 'own', aad, v.utf8('kept')), (one) => v.unlock(key, 'own', aad, one)],
          [await v.lockDek(key, aad, v.random(32)), (one) => v.unlockDek(key, aad, one)],
          [await v.wrap(pair.public, v.random(32), aad), (one) => v.unwrap(pair, one, aad)],
          [slot, async (one) => {
            await v.openSlot(one, secrets.s, 'S', person, id);
            await v.openSlot(one, secrets.e, 'E', person, id);
          }],
        ];
        let through = 0;
        for (const [made, open] of kinds) {
          await open(made);
          for (let at = 0; at < made.length; at++) {
            const altered = made.slice();
            altered[at] ^= 0x80;
            if (!(await refused(() => open(altered)))) through++;
          }
          if (!(await refused(() => open(made.slice(0, -1))))) through++;
        }
        return through;""",
    )
    assert refused == 0


def test_the_browser_refuses_a_root_the_host_put_into_a_slot(page: Page) -> None:
    forged = [with_hosts_root(slot_of_now(), version).hex() for version in (1, 2)]
    through = run(
        page,
        """const [slots, secret, person, id] = known;
        let through = 0;
        for (const slot of slots) {
          if (!(await refused(() => v.openSlot(v.unhex(slot), v.unhex(secret), 'E', person, id)))) through++;
        }
        return through;""",
        [forged, OTHER.hex(), NOOR, ENTRY],
    )
    assert through == 0


def test_the_browser_knows_our_people_codes_and_places(page: Page) -> None:
    run(
        page,
        """const [a, b] = known.people.roots.map(v.unhex);
        const left = await v.publicsOf(a, b);
        same('publics', v.hex(v.concat(left.kem_s, left.sig_s, left.kem_e, left.sig_e)), known.people.left);
        same('fingerprint', v.hex(await v.fingerprint(left)), known.people.fingerprints[0]);
        for (const one of known.codes) {
          same('code', await v.showCode(v.unhex(one.raw)), one.code);
          same('raw', v.hex(await v.readCode(one.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'))), one.raw);
          const got = await v.deriveCode(one.code);
          for (const part of ['auth', 's', 'e', 'lookup']) same(part, v.hex(got[part]), one[part]);
        }
        for (const one of known.slots) {
          const slot = v.unhex(one.slot);
          const open = (secret, tier) => v.openSlot(slot, v.unhex(secret), tier, one.person, one.slot_id);
          same('root S', v.hex(await open(one.s, 'S')), one.root_s);
          same('root E', v.hex(await open(one.e, 'E')), one.root_e);
        }
        const e = known.entry;
        const made = v.record(e.log, e.seq, v.FIRST_PREV, e.entry, e.author, e.epoch, v.unhex(e.ct_hash));
        same('record', v.hex(made), e.record);
        const { sig } = await v.rootKeys(v.unhex(e.root));
        const signature = await v.sign(sig, made);
        same('signature', v.hex(signature), e.signature);
        await v.verify(sig.public, made, signature);
        if (!(await refused(() => v.verify(sig.public, made.slice(1), signature)))) throw new Error('forged');
        same('head', v.hex(await v.head(made, signature)), e.head);
        same('dek', v.hex(await v.unlockDek(v.unhex(e.key), v.unhex(e.aad), v.unhex(e.wrapped_dek))), e.dek);
        const w = known.wraps;
        const { kem } = await v.rootKeys(v.unhex(w.root));
        same('wrap', v.hex(await v.unwrap(kem, v.unhex(w.wrapped), v.unhex(w.info))), w.secret);""",
        VECTORS,
    )


def test_we_open_the_slots_wraps_and_signatures_the_browser_makes(page: Page) -> None:
    root = Root(b"\x05" * 32)
    made = run(
        page,
        """const bytes = (at) => new Uint8Array(32).fill(at);
        const secrets = { s: bytes(1), e: bytes(2) }, person = '3'.repeat(32), id = '4'.repeat(32);
        const params = { m: 65536, t: 3, p: 1 };
        const slot = await v.makeSlot(v.PHRASE, secrets, params, bytes(9).slice(0, 16), bytes(6), bytes(7), person, id, 20000);
        const { kem, sig } = await v.rootKeys(bytes(5));
        return {
          slot: v.hex(slot),
          wrapped: v.hex(await v.wrap(kem.public, bytes(8), v.utf8('here'))),
          signature: v.hex(await v.sign(sig, v.utf8('said'))),
          dek: v.hex(await v.lockDek(bytes(1), v.utf8('here'), bytes(2))),
          code: await v.newCode(),
        };""",
    )
    slot = raw(made["slot"])
    assert open_slot_s(slot, b"\1" * 32, "3" * 32, "4" * 32) == b"\6" * 32
    assert open_slot_e(slot, b"\2" * 32, "3" * 32, "4" * 32) == b"\7" * 32
    assert (read_slot(slot).day, read_slot(slot).params.memory_kib) == (20_000, 65_536)
    assert unwrap(root.kem, raw(made["wrapped"]), b"here") == b"\x08" * 32
    verify(root.sig_public, b"said", raw(made["signature"]))
    assert DekKey(b"\1" * 32).unlock(b"here", raw(made["dek"])) == b"\2" * 32
    assert len(derive_code(made["code"]).lookup) == 16


@pytest.mark.parametrize("known", VECTORS["derivations"])
def test_the_worker_derives_what_we_derive(page: Page, known: dict[str, Any]) -> None:
    run(
        page,
        """const { app } = await import('/static/js/trusted.js');
        const worker = new Worker(app.createScriptURL('derive-worker.js'), { type: 'module' });
        const stretched = await new Promise((fulfil, fail) => {
          worker.onmessage = ({ data }) => fulfil(data.stretched);
          worker.onerror = fail;
          worker.postMessage({ passphrase: v.tidy(known.passphrase), salt: v.unhex(known.salt), params: known.params });
        });
        worker.terminate();
        const got = await v.split(stretched);
        for (const part of ['auth', 's', 'e']) same(part, v.hex(got[part]), known[part]);""",
        known,
    )


WEAK = [(19455, 2, 1), (47103, 1, 1), (65536, 3, 4), (65536, 0, 1), (2**22, 3, 1), (None, None, None)]


def test_the_browser_never_derives_below_the_floor(page: Page) -> None:
    refused = run(
        page,
        "return known.map(([m, t, p]) => { try { v.checkParams({ m, t, p }); return false; } catch { return true; } })",
        WEAK,
    )
    assert all(refused)


def test_the_worker_itself_stretches_nothing_below_the_floor(page: Page) -> None:
    answers = run(
        page,
        """const { app } = await import('/static/js/trusted.js');
        const worker = new Worker(app.createScriptURL('derive-worker.js'), { type: 'module' });
        const answers = [];
        const all = new Promise((fulfil, fail) => {
          worker.onmessage = ({ data }) => { if (answers.push(data) === known.length) fulfil(); };
          worker.onerror = fail;
        });
        for (const [m, t, p] of known) {
          worker.postMessage({ passphrase: 'a heron in the pantry', salt: new Uint8Array(16), params: { m, t, p } });
        }
        await all;
        worker.terminate();
        return answers;""",
        WEAK,
    )
    assert answers == [{"stretched": None}] * len(WEAK)


def test_a_passphrase_is_judged_in_the_browser_as_we_judge_it(page: Page) -> None:
    tried = [
        "fourteen chars",
        "x" * 600,
        "Correct Horse Battery Staple!",
        "abc abc abc abc abc",
        "Marguerite Marguerite 99",
        "the heron stood by our old gate",
        "  ein  Ｓatz, den nur wir kennen ",
    ]
    said, offered, tidied = run(
        page,
        """const account = await import('/static/js/account.js');
        return [
          await Promise.all(known.map((one) => account.complain(one, 'Marguerite'))),
          await account.sixWords(),
          known.map(v.tidy),
        ]""",
        tried,
    )
    assert said == [complain(one, "Marguerite") for one in tried]
    assert tidied == [tidy(one) for one in tried]
    assert len(offered.split()) == 6
    assert complain(offered) is None


def test_the_kem_is_that_of_rfc_9180_a_1_1(page: Page) -> None:
    run(
        page,
        """const pair = await v.x25519(v.unhex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'));
        const enc = v.unhex('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431');
        same('public', v.hex(pair.public), '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d');
        const shared = await v.kemShared(await v.agree(pair.key, enc), enc, pair.public);
        same('shared', v.hex(shared), 'fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc');""",
    )


def test_the_derivation_is_the_published_file() -> None:
    published = sha256((SCRIPTS / "vendor" / "argon2.js").read_bytes()).hexdigest()
    assert f"argon2.js  hash-wasm  4.13.0  MIT  {published}" in (
        SCRIPTS / "vendor" / "VENDORED.txt"
    ).read_text("utf-8")
    assert published == "acfe11b015852f593aaddc51116f71dc7850e4551e6b34d42c1f88cf39635f03"


def test_no_private_key_that_webkit_refuses_is_made(page: Page) -> None:
    kem = bytes(1) + bytes(range(31))
    refused, taken = with_first_byte(zero=True), with_first_byte(zero=False)
    made = run(
        page,
        """const drawn = [known.refused, known.taken].map(v.unhex);
        const real = crypto.getRandomValues;
        crypto.getRandomValues = (into) => { into.set(drawn.shift()); return into; };
        const root = await v.newRoot();
        crypto.getRandomValues = real;
        return [v.hex(root), v.hex((await v.x25519(v.unhex(known.kem))).public)];""",
        {"refused": refused.raw.hex(), "taken": taken.raw.hex(), "kem": kem.hex()},
    )
    public = X25519PrivateKey.from_private_bytes(kem).public_key().public_bytes_raw()
    assert made == [taken.raw.hex(), public.hex()]


def with_first_byte(*, zero: bool) -> Root:
    """The first of the roots 0, 1, 2, ... whose signing key begins with a zero byte, or not."""
    roots = (Root(number.to_bytes(32)) for number in count())
    return next(root for root in roots if (root.sig.private_bytes_raw()[0] == 0) is zero)
