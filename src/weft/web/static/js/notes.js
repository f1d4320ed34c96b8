// The browser's half of vault/notebook.py: how a note is locked, and how a notebook knows that it is whole.
// `archive` is NK as a key that nobody can read out (own-key.js). Format: docs/formats/notebook.md.
import { EnvelopeAltered, concat, hkdf, lock, lp, pad, random, sha256, u64, unhex, unlock, unpad, utf8 } from './vault.js';

const { subtle } = crypto;
const NONE = new Uint8Array(0);
const OVERHEAD = 29;
export const MOST_BYTES = 32768;

export async function notebookKey(archive, person) {
  const raw = await hkdf(archive, NONE, lp('note1'));
  const gcm = await subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  raw.fill(0);
  return { archive, gcm, person: unhex(person), book: lp('notebook', unhex(person)) };
}

// lp("note", person, note) for every note differs in its last sixteen bytes only.
function place(key, note) {
  key.place ??= lp('note', key.person, new Uint8Array(16));
  const made = key.place.slice();
  for (let at = 0; at < 16; at++) made[made.length - 16 + at] = parseInt(note.substr(2 * at, 2), 16);
  return made;
}

export async function lockNote(key, note, plain, nonce = random(12)) {
  const padded = pad(plain);
  if (padded.length > MOST_BYTES) throw new RangeError('too long');
  const how = { name: 'AES-GCM', iv: nonce, additionalData: place(key, note) };
  return concat(Uint8Array.of(1), nonce, new Uint8Array(await subtle.encrypt(how, key.gcm, padded)));
}

export async function unlockNote(key, note, locked) {
  if (locked.length < OVERHEAD + 256 || locked[0] !== 1) throw new EnvelopeAltered();
  const how = { name: 'AES-GCM', iv: locked.subarray(1, 13), additionalData: place(key, note) };
  try {
    return unpad(new Uint8Array(await subtle.decrypt(how, key.gcm, locked.subarray(13))));
  } catch {
    throw new EnvelopeAltered();
  }
}

// What stands for one locked note: its nonce and its tag.
export const mark = (locked) => concat(locked.subarray(1, 13), locked.subarray(-16));

// What stands for all of them; `marks` is a Map from ids to marks.
export async function digest(marks) {
  const start = lp('notebook1');
  const all = new Uint8Array(start.length + 44 * marks.size);
  all.set(start);
  let at = start.length;
  for (const note of [...marks.keys()].sort()) {
    for (let byte = 0; byte < 16; byte++) all[at + byte] = parseInt(note.substr(2 * byte, 2), 16);
    all.set(marks.get(note), at + 16);
    at += 44;
  }
  return sha256(all);
}

const contents = async (counter, marks) => concat(u64(counter), await digest(marks));

export async function lockManifest(key, counter, marks, salt = random(32)) {
  return lock(key.archive, 'own', key.book, pad(await contents(counter, marks)), salt);
}

// Throws EnvelopeAltered unless exactly these notes stand in the notebook after so many changes.
export async function checkManifest(key, counter, marks, manifest) {
  const said = unpad(await unlock(key.archive, 'own', key.book, manifest));
  const true_ = await contents(counter, marks);
  if (said.length !== true_.length || said.some((byte, at) => byte !== true_[at])) throw new EnvelopeAltered();
}

// What a note says, as the bytes that are locked.
export const write = (note) => utf8(JSON.stringify({ version: 1, ...note }));

const reader = new TextDecoder('utf-8', { fatal: true });

export function read(plain) {
  const note = JSON.parse(reader.decode(plain));
  if (note.version !== 1 || typeof note.text !== 'string') throw new EnvelopeAltered();
  return note;
}
