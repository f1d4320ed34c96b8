"""The browser's notebook agrees with ours, both ways, and knows which note stands on which leaf."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from vault.test_vault_in_a_browser import page, run
from weft.vault.notebook import LEAF_SIZES, NotebookKey

pytestmark = pytest.mark.browser
__all__ = ["page"]

KNOWN: dict[str, Any] = json.loads((Path(__file__).parents[1] / "vectors/notebook.json").read_text("utf-8"))
NOTES = "const n = await import('/static/js/notes.js');"
raw = bytes.fromhex


def test_the_browser_opens_our_notebook_and_notices_every_change(page: Page) -> None:
    run(
        page,
        f"""{NOTES}
        const key = n.notebookKey(await v.keyFor(v.unhex(known.nk)), known.person);
        const marks = new Map();
        for (const one of known.leaves) {{
          const locked = v.unhex(one.locked);
          marks.set(one.leaf, await v.sha256(locked));
          same('text', new TextDecoder().decode(await n.unlockLeaf(key, one.leaf, locked)), one.text);
          for (const at of [0, 11, 12, 43, 59, 60, 62, 94, 126, locked.length - 1]) {{
            const altered = locked.slice();
            altered[at] ^= 1;
            if (!(await refused(() => n.unlockLeaf(key, one.leaf, altered)))) throw new Error(`byte ${{at}}`);
          }}
          if (!(await refused(() => n.unlockLeaf(key, '0'.repeat(32), locked)))) throw new Error('moved');
        }}
        const manifest = v.unhex(known.manifest);
        await n.checkManifest(key, known.counter, marks, manifest);
        same('manifest', v.hex(await n.lockManifest(key, known.counter, marks, v.unhex(known.salt))), known.manifest);
        if (!(await refused(() => n.checkManifest(key, known.counter + 1, marks, manifest)))) throw new Error('counter');
        marks.delete(known.leaves[0].leaf);
        if (!(await refused(() => n.checkManifest(key, known.counter, marks, manifest)))) throw new Error('left out');""",
        KNOWN,
    )


def test_we_open_the_notebook_the_browser_locks(page: Page) -> None:
    made = run(
        page,
        f"""{NOTES}
        const key = n.notebookKey(await v.keyFor(v.unhex(known.nk)), known.person);
        const leaf = 'c'.repeat(32);
        const locked = await n.lockLeaf(key, leaf, n.write([{{ id: 'd', kind: 'note', at: 1, text: 'naïve' }}]));
        const marks = new Map([[leaf, await v.sha256(locked)]]);
        return {{ leaf, locked: v.hex(locked), manifest: v.hex(await n.lockManifest(key, 3, marks)) }};""",
        KNOWN,
    )
    key, locked = NotebookKey(raw(KNOWN["nk"]), KNOWN["person"]), raw(made["locked"])
    said = json.loads(key.unlock(made["leaf"], locked))
    assert said == {"version": 1, "notes": [{"id": "d", "kind": "note", "at": 1, "text": "naïve"}]}
    assert len(locked) in LEAF_SIZES
    key.check(3, {made["leaf"]: locked}, raw(made["manifest"]))


def test_the_key_cannot_be_read_out_of_the_page(page: Page) -> None:
    kept = run(
        page,
        f"""{NOTES}
        const {"{ ownKeys }"} = await import('/static/js/own-key.js');
        const {"{ archive }"} = await ownKeys(v.random(32));
        const key = n.notebookKey(archive, known.person);
        const out = await crypto.subtle.exportKey('raw', key.archive).then(() => 'read', () => 'refused');
        return [key.archive.extractable, out];""",
        KNOWN,
    )
    assert kept == [False, "refused"]


def test_notes_share_leaves_and_no_leaf_is_left_empty_or_too_full(page: Page) -> None:
    found = run(
        page,
        f"""{NOTES}
        const leaves = new Map();
        const lay = (put, remove) => {{
          const changed = n.rearrange(leaves, put, remove);
          for (const [id, notes] of changed) {{
            if (notes.length) leaves.set(id, {{ notes, size: n.sizeOf(notes) }});
            else leaves.delete(id);
          }}
          return changed.size;
        }};
        const note = (id, length) => ({{ id: `${{id}}`, kind: 'note', at: 1, text: 'x'.repeat(length) }});
        for (let at = 0; at < 300; at++) lay([note(at, (at * 37) % 600)], []);
        const many = leaves.size;
        const touched = lay([note(7, 20000)], []);
        for (let at = 0; at < 300; at += 2) lay([], [`${{at}}`]);
        const all = [...leaves.values()].flatMap((one) => one.notes.map((note) => note.id));
        const tooFull = [...leaves.values()].filter((one) => one.notes.length > 1 && one.size > 8188);
        for (let at = 1; at < 300; at += 2) lay([], [`${{at}}`]);
        return [many, touched, new Set(all).size, all.length, tooFull.length, leaves.size];""",
    )
    many, touched, different, all_, too_full, left = found
    assert 12 <= many <= 20
    assert touched == 2
    assert different == all_ == 150
    assert too_full == left == 0
