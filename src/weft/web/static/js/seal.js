// Words that open to the other only together with theirs: the same bytes as src/weft/vault/seal.py.
// A place is { exchange, author, rev, holder, earliest }: two ids in hexadecimal, three whole numbers. An author is
// what own-key.js opens: { kem, sig, archive }. Formats: docs/formats/seal.md.

import {
  EnvelopeAltered,
  concat,
  hkdf,
  lock,
  lp,
  pad,
  random,
  sha256,
  sign,
  u32,
  u64,
  u8,
  unhex,
  unlock,
  unpad,
  unwrap,
  verify,
  wrap,
} from './vault.js';

export const SERVER = 1;
export const AUTHOR = 2;
const LEAST_SEALED = 4096;
const HALF = 32;

const ids = (place) => [unhex(place.exchange), unhex(place.author), u32(place.rev)];
const aad = (place) => lp('seal', ...ids(place));
const wrapInfo = (place, hash) => lp('seal/s1', unhex(place.exchange), unhex(place.author), hash);
const ownAad = (place, hash) => lp('seal/own', ...ids(place), hash);
const halfHash = (place, second) => sha256(lp('seal/s2', ...ids(place), second));
const terms = (place) => [u8(place.holder), u64(place.earliest)];

const statement = (place, c) =>
  lp('seal', ...ids(place), ...terms(place), c.locked_hash, c.wrapped_hash, c.half_hash);

const dekOf = (place, first, second) =>
  hkdf(concat(first, second), unhex(place.exchange), lp('seal/dek', unhex(place.author)));

const words = async (place, dek, locked) => unpad(await unlock(dek, 'seal', aad(place), locked));

const differs = (a, b) => a.length !== b.length || a.some((byte, at) => byte !== b[at]);

export async function commitment(seal) {
  const [locked_hash, wrapped_hash] = [await sha256(seal.locked), await sha256(seal.wrapped)];
  return { locked_hash, wrapped_hash, half_hash: seal.half_hash, signature: seal.signature };
}

// Gives what is sent, and the second half, which the author sends along or keeps.
export async function makeSeal(place, author, readerKem, plain, first = random(HALF), second = random(HALF)) {
  const dek = await dekOf(place, first, second);
  const locked = await lock(dek, 'seal', aad(place), pad(plain, LEAST_SEALED));
  const locked_hash = await sha256(locked);
  const wrapped = await wrap(readerKem, first, wrapInfo(place, locked_hash));
  const own = await lock(author.archive, 'own', ownAad(place, locked_hash), concat(dek, second));
  const made = { locked_hash, wrapped_hash: await sha256(wrapped), half_hash: await halfHash(place, second) };
  const signature = await sign(author.sig, statement(place, made));
  return { seal: { locked, wrapped, own, half_hash: made.half_hash, signature }, second };
}

// Throws EnvelopeAltered unless this author stands by exactly this, here.
export const check = (place, authorSig, given) => verify(authorSig, statement(place, given), given.signature);

export async function openSeal(place, reader, authorSig, seal, second) {
  const given = await commitment(seal);
  await check(place, authorSig, given);
  if (differs(await halfHash(place, second), given.half_hash)) throw new EnvelopeAltered();
  const first = await unwrap(reader.kem, seal.wrapped, wrapInfo(place, given.locked_hash));
  return words(place, await dekOf(place, first, second), seal.locked);
}

// An author's own words again, and the second half of their key.
export async function openOwn(place, author, locked, own) {
  const kept = await unlock(author.archive, 'own', ownAad(place, await sha256(locked)), own);
  if (kept.length !== 2 * HALF) throw new EnvelopeAltered();
  return { plain: await words(place, kept.slice(0, HALF), locked), second: kept.slice(HALF) };
}
