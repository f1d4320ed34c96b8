// The browser's half of vault/notebook.py: how leaves are locked, which note stands on which, and how a notebook is
// known to be whole. `archive` is NK as a key that nobody can read out (own-key.js). Format: docs/formats/notebook.md.
import {
  EnvelopeAltered,
  concat,
  hex,
  lock,
  lockDek,
  lp,
  pad,
  random,
  sha256,
  u32,
  u64,
  u8,
  unhex,
  unlock,
  unlockDek,
  unpad,
  utf8,
} from './vault.js';

// Bytes of text up to which notes share a leaf, and the most one leaf can hold; four for the length are not text.
const SHARED = 8192 - 4;
const MOST = 32768 - 4;
const WRAPPED = 60;
const OWN_BROWSER = 2;

export class TooLong extends Error {}

export const notebookKey = (archive, person) => ({ archive, person: unhex(person) });

const place = (key, leaf) =>
  lp('entry', key.person, unhex(leaf), u8(0), u8(OWN_BROWSER), u32(0), u32(0));

export async function lockLeaf(key, leaf, plain) {
  if (plain.length > MOST) throw new TooLong();
  const [aad, dek] = [place(key, leaf), random(32)];
  return concat(await lockDek(key.archive, aad, dek), await lock(dek, 'entry', aad, pad(plain)));
}

export async function unlockLeaf(key, leaf, locked) {
  const aad = place(key, leaf);
  const dek = await unlockDek(key.archive, aad, locked.slice(0, WRAPPED));
  return unpad(await unlock(dek, 'entry', aad, locked.slice(WRAPPED)));
}

// The same leaf under another notebook's key: only what its own key is wrapped in changes.
export async function rewrapLeaf(key, fresh, leaf, locked) {
  const aad = place(key, leaf);
  const dek = await unlockDek(key.archive, aad, locked.slice(0, WRAPPED));
  return concat(await lockDek(fresh.archive, aad, dek), locked.slice(WRAPPED));
}

// `marks` is a Map from the ids of leaves to the SHA-256 of their locked bytes.
async function contents(counter, marks) {
  const parts = [...marks.keys()].sort().flatMap((leaf) => [unhex(leaf), marks.get(leaf)]);
  return concat(u64(counter), await sha256(concat(...parts)));
}

const bookOf = (key) => lp('notebook1', key.person);

export async function lockManifest(key, counter, marks, salt = random(32)) {
  return lock(key.archive, 'own', bookOf(key), pad(await contents(counter, marks)), salt);
}

// Throws EnvelopeAltered unless the notebook has exactly these leaves after so many changes.
export async function checkManifest(key, counter, marks, manifest) {
  const said = unpad(await unlock(key.archive, 'own', bookOf(key), manifest));
  const found = await contents(counter, marks);
  if (said.length !== found.length || said.some((byte, at) => byte !== found[at])) throw new EnvelopeAltered();
}

// ---------------------------------------------------------------- notes on leaves

export const write = (notes) => utf8(JSON.stringify({ version: 1, notes }));

export function read(plain) {
  const { version, notes } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  if (version !== 1 || !Array.isArray(notes)) throw new EnvelopeAltered();
  return notes;
}

// Bytes of a leaf's text; one more note adds its own and a comma.
export const sizeOf = (notes) => write(notes).length;

// Which leaves to write anew when notes are put and others taken out: a Map from ids of leaves to their notes.
// `leaves` is a Map from ids to { notes, size }; a note keeps its leaf while it fits, and else goes where there is room.
export function rearrange(leaves, put, remove) {
  const changed = new Map();
  const gone = new Set([...remove, ...put.map((note) => note.id)]);
  for (const [id, { notes }] of leaves) {
    if (notes.some((note) => gone.has(note.id))) changed.set(id, notes.filter((note) => !gone.has(note.id)));
  }
  for (const note of put) {
    const id = roomFor(leaves, changed, note);
    changed.set(id, [...(changed.get(id) ?? leaves.get(id)?.notes ?? []), note]);
  }
  return changed;
}

function roomFor(leaves, changed, note) {
  const needed = utf8(JSON.stringify(note)).length + 1;
  for (const [id, notes] of changed) if (!notes.length || sizeOf(notes) + needed <= SHARED) return id;
  for (const [id, { size }] of leaves) if (!changed.has(id) && size + needed <= SHARED) return id;
  return hex(random(16));
}
