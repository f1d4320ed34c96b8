// What two people sealed to each other, opened in a page: with whose keys, and whether they are the ones that are known.
// `mine` is what a page holds while it is open: { keys, me, partner, halves, pin, rev }. Knows no page but for the
// parts every page of tier E has. Formats: docs/formats/seal.md.
import { Trouble, ask } from './own-page.js';
import * as pins from './pin.js';
import * as seal from './seal.js';
import { DerivationTooWeak, EnvelopeAltered, base64url, hex, lp, random, sha256, unbase64url, unhex, utf8 } from './vault.js';

const UNTOUCHED = 5 * 60 * 1000;
const PARTS = ['locked', 'wrapped', 'own', 'half_hash', 'signature'];
const PROMISED = ['locked_hash', 'wrapped_hash', 'half_hash', 'signature'];
const SAY = {
  weak: 'The server asked for a weaker key than Weft allows, so nothing was opened. Please tell whoever runs it.',
  altered: 'What the server sent is not what was sealed, so it stays closed. Tell each other by some other way than this.',
  idle: 'Closed after five minutes without a touch.',
  old: 'This browser is too old to open sealed words on its own.',
};

const bytes = (one, parts) => Object.fromEntries(parts.map((part) => [part, unbase64url(one[part])]));
const text = (plain) => new TextDecoder().decode(plain);

export function sentence(error) {
  if (error instanceof Trouble) return error.message;
  if (error instanceof DerivationTooWeak) return SAY.weak;
  return error instanceof EnvelopeAltered ? SAY.altered : SAY.old;
}

// ---------------------------------------------------------------- keys

// The first that works of several keys, the newest first. Throws what the last one threw.
async function first(each, work) {
  let failed = new EnvelopeAltered();
  for (const one of each) {
    try {
      return await work(one);
    } catch (error) {
      failed = error;
    }
  }
  throw failed;
}

const withMine = (mine, work) => first([mine.keys, ...mine.keys.older], work);
const signedBy = (mine, work) => first(pins.signers(mine.pin, mine.partner), work);

// Whether the other's keys are those this person knows them by. Met for the first time, they are kept from now on;
// but whoever has `met` the other before must have something kept. Sets `unsure`: 'missing', 'changed', 'new' or null.
export async function recognise(mine, kept, met) {
  const found = await pins.openPin(mine.keys, mine.me, kept && unbase64url(kept.locked)).catch(() => null);
  Object.assign(mine, { pin: found ?? pins.NOBODY, rev: kept ? kept.rev + 1 : 0 });
  const standing = pins.standing(mine.pin, mine.partner, mine.halves);
  const lost = !found || met;
  if (standing === 'new' && !lost) await know(mine, false);
  const compared = standing === 'same' && pins.known(mine.pin, mine.partner).compared;
  mine.unsure = standing === 'new' && lost ? 'missing' : standing === 'changed' ? 'changed' : compared ? null : 'new';
}

// What nobody may be sealed to before both have compared words again.
export const isStrange = (mine) => ['missing', 'changed'].includes(mine.unsure);

export async function know(mine, compared) {
  const pin = pins.know(mine.pin, mine.partner, mine.halves, compared);
  const locked = await pins.lockPin(mine.keys, mine.me, pin);
  await ask('/letters/pin', { rev: mine.rev, locked: base64url(locked) });
  Object.assign(mine, { pin, rev: mine.rev + 1 });
}

// ---------------------------------------------------------------- seals

// A place is one of a seal.js, without what each writing has of its own: see `stepPlace`, and letters.js.
const at = (place, author, writing) => ({ ...place, author, rev: writing });

// This person's own words, and the half they hold of the key. Throws unless they were sealed on the terms of this place:
// who holds the half, and from which hour on, is what its author signed, and not what a server says of it now.
export async function openMine(mine, place, sealed) {
  const given = bytes(sealed, PARTS);
  const here = at(place, mine.me, sealed.writing);
  const said = await seal.commitment(given);
  const { plain, second } = await withMine(mine, async (keys) => {
    await seal.check(here, keys.sig.public, said);
    return seal.openOwn(here, keys, given.locked, given.own);
  });
  return { words: text(plain), second: base64url(second) };
}

export async function openTheirs(mine, place, sealed) {
  const there = at(place, mine.partner, sealed.writing);
  const [given, half] = [bytes(sealed, PARTS), unbase64url(sealed.half)];
  const said = await seal.commitment(given);
  const sig = await signedBy(mine, async (each) => (await seal.check(there, each, said), each));
  return text(await withMine(mine, (keys) => seal.openSeal(there, keys, sig, given, half)));
}

// Throws unless the other stands by exactly this.
export const checkPromise = (mine, place, promise) =>
  signedBy(mine, (sig) => seal.check(at(place, mine.partner, promise.writing), sig, bytes(promise, PROMISED)));

// What is sent of words sealed at a place; the second half comes along unless its author holds it.
export async function sealed(mine, place, words) {
  const [writing] = new Uint32Array(random(4).buffer);
  const made = await seal.makeSeal(at(place, mine.me, writing), mine.keys, unbase64url(mine.halves.kem_e), utf8(words));
  const parts = Object.fromEntries(PARTS.map((part) => [part, base64url(made.seal[part])]));
  return { writing, ...parts, ...(place.holder === seal.AUTHOR ? {} : { second: base64url(made.second) }) };
}

// ---------------------------------------------------------------- the steps of a sitting

// The exchange follows from the sitting and the place in it, worked out here, so that no seal can be moved to another.
export async function stepPlace(sitting, step, { holder, earliest }) {
  const exchange = hex((await sha256(lp('seal/step', unhex(sitting), step))).slice(0, 16));
  return { exchange, holder, earliest };
}

// One of the words of a sitting, as /sealed tells them.
export async function stepWords(mine, sitting, one) {
  if (!one.sealed) return one.said;
  if (!one.seal || !(one.mine || one.seal.half)) throw new EnvelopeAltered();
  const place = await stepPlace(sitting, one.place, one.seal);
  return one.mine ? (await openMine(mine, place, one.seal)).words : openTheirs(mine, place, one.seal);
}

// ---------------------------------------------------------------- letting go

// Closes what is open when the page is left, hidden, or not touched for five minutes.
export function lettingGo(close) {
  let idling;
  const touched = () => {
    clearTimeout(idling);
    idling = setTimeout(() => close(SAY.idle), UNTOUCHED);
  };
  for (const kind of ['pointerdown', 'keydown', 'input']) addEventListener(kind, touched, true);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && close());
  addEventListener('pagehide', () => close());
  document.addEventListener('click', (event) => event.target.closest?.('[data-exit]') && close(), true);
}
