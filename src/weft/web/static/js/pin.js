// Whom this browser's person knows the other by: the other's keys, kept locked under ROOT_E and compared on each use,
// and the six words two people compare, made on this page. Formats: docs/formats/seal.md. Knows no page.
import { WORDS } from './words.js';
import { EnvelopeAltered, concat, fingerprint, hex, lock, lp, pad, unbase64url, unhex, unlock, unpad, utf8 } from './vault.js';

const LEAST = 1024;
const ROUNDS = 65536;
// Earlier keys of one person that are remembered, for what they signed before they made new ones.
const MOST_OLDER = 8;
const MOST_PEOPLE = 24;

const place = (person) => lp('own', unhex(person), 'browser-pin');
export const NOBODY = { version: 1, people: [] };

// What was kept, with the keys of now or of before. Throws EnvelopeAltered for what no key of this person locked.
export async function openPin(keys, person, locked) {
  if (!locked) return NOBODY;
  for (const one of [keys, ...keys.older]) {
    const plain = await unlock(one.pin, 'own', place(person), locked).then(unpad, () => null);
    const read = plain && JSON.parse(new TextDecoder().decode(plain));
    if (read?.version === 1) return read;
  }
  throw new EnvelopeAltered();
}

export const lockPin = (keys, person, pin) =>
  lock(keys.pin, 'own', place(person), pad(utf8(JSON.stringify(pin)), LEAST));

export const known = (pin, partner) => pin.people.find(({ id }) => id === partner);

// Whether these are the keys the other is known by: 'new', 'same' or 'changed'.
export function standing(pin, partner, halves) {
  const one = known(pin, partner);
  if (!one) return 'new';
  return one.kem === halves.kem_e && one.sig === halves.sig_e ? 'same' : 'changed';
}

// From now on the other is known by these keys; what earlier ones signed is still read.
export function know(pin, partner, halves, compared) {
  const one = known(pin, partner);
  const before = one && one.sig !== halves.sig_e ? [one.sig] : [];
  const older = [...before, ...(one?.older ?? [])].slice(0, MOST_OLDER);
  const now = { id: partner, kem: halves.kem_e, sig: halves.sig_e, compared, older };
  return { ...pin, people: [now, ...pin.people.filter(({ id }) => id !== partner)].slice(0, MOST_PEOPLE) };
}

// What this person's words may be signed with, the key of now first.
export function signers(pin, partner) {
  const one = known(pin, partner);
  return one ? [one.sig, ...one.older].map(unbase64url) : [];
}

const bytesOf = (halves) => Object.fromEntries(Object.entries(halves).map(([half, text]) => [half, unbase64url(text)]));

// The six words both screens show, from this person's own keys as they are in this page and from what the server says
// the other's are: if they are the same on both, so are all eight keys.
export async function sixWords(keys, mine, theirs) {
  const own = { ...bytesOf(mine), kem_e: keys.kem.public, sig_e: keys.sig.public };
  const [lower, higher] = [await fingerprint(own), await fingerprint(bytesOf(theirs))].sort((a, b) => (hex(a) < hex(b) ? -1 : 1));
  const from = await crypto.subtle.importKey('raw', concat(lower, higher), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: lp('compare1'), iterations: ROUNDS };
  const seen = new Uint8Array(await crypto.subtle.deriveBits(how, from, 256)).slice(0, 9);
  const number = BigInt(`0x${hex(seen)}`) >> 6n;
  return Array.from({ length: 6 }, (_, at) => WORDS[Number((number >> BigInt(11 * (5 - at))) & 2047n)]);
}

