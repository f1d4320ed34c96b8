// The words of a sitting that only two browsers open. They are sealed and opened on this page and nowhere else; the keys
// are in its memory only, and gone when it is left or hidden, and after five minutes without a touch. Which sitting it is
// stands in the fragment, which no server sees. Formats: docs/formats/seal.md.
import { openOwn } from './own-key.js';
import { $, Trouble, ask, trouble } from './own-page.js';
import * as pins from './pin.js';
import * as seal from './seal.js';
import { DerivationTooWeak, EnvelopeAltered, base64url, hex, lp, random, sha256, unbase64url, unhex, utf8 } from './vault.js';

const UNTOUCHED = 5 * 60 * 1000;
const PARTS = ['locked', 'wrapped', 'own', 'half_hash', 'signature'];
const PROMISED = ['locked_hash', 'wrapped_hash', 'half_hash', 'signature'];
const SAY = {
  wrong: 'That passphrase doesn’t open this page. Try again; capitals and spaces count.',
  weak: 'The server asked for a weaker key than Weft allows, so nothing was opened. Please tell whoever runs it.',
  altered: 'What the server sent is not what was sealed, so it stays closed. Tell each other, on another way than this.',
  unsealed: 'The other’s words are not sealed as yours are, so the half of the key that you hold stays here.',
  early: 'The hour you two chose has not come, so the half of the key that you hold stays here.',
  idle: 'Closed after five minutes without a touch.',
  old: 'This browser is too old to open sealed words on its own.',
  changed: (name) => `The keys the server names for ${name} are not those your browser knows. Nothing is sealed to them before you two have compared words again, on the page of your letters.`,
  compare: 'Nothing is sealed before you two have compared words again, which the page of your letters does. Your words are still on this page.',
  nowhere: 'This page is reached from a sitting or from a day in your cloth.',
};
const WHAT = { write: 'wrote', keep: 'kept', respond: 'answered', speak: 'said', echo: 'said back' };

const sitting = () => (/^#[0-9a-f]{32}$/.test(location.hash) ? location.hash.slice(1) : null);

// Everything that is open, in one place, so that letting go of it is one assignment. Null while closed.
let mine = null;
let idling;

// ---------------------------------------------------------------- the server

const bytes = (one, parts) => Object.fromEntries(parts.map((part) => [part, unbase64url(one[part])]));
const text = (plain) => new TextDecoder().decode(plain);

// The exchange follows from the sitting and the place in it, worked out here, so that no seal can be moved to another.
const exchangeOf = async (at) => hex((await sha256(lp('seal/step', unhex(sitting()), at))).slice(0, 16));

const place = async (at, author, { writing, holder, earliest }) => ({
  exchange: await exchangeOf(at),
  author,
  rev: writing,
  holder,
  earliest,
});

async function read() {
  const told = await ask(`/sealed/${sitting()}`);
  if (!mine) return;
  mine.told = told;
  await recognise(told.pin);
}

// Whether the other's keys are those this person knows them by. Met for the first time, they are kept from now on.
async function recognise(kept) {
  const { me, partner, halves, words } = mine.told;
  const found = await pins.openPin(mine.keys, me, kept && unbase64url(kept.locked)).catch(() => null);
  mine.pin = found ?? pins.NOBODY;
  const lost = !found || words.some((one) => one.mine && one.sealed);
  let standing = pins.standing(mine.pin, partner, halves);
  if (standing === 'new' && !lost) {
    mine.pin = pins.know(mine.pin, partner, halves, false);
    const locked = base64url(await pins.lockPin(mine.keys, me, mine.pin));
    await ask('/letters/pin', { rev: kept ? kept.rev + 1 : 0, locked });
    standing = 'same';
  }
  mine.unsure = standing !== 'same';
}

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

const myKeys = () => [mine.keys, ...mine.keys.older];
const signedBy = (work) => first(pins.signers(mine.pin, mine.told.partner), work);

async function own(one) {
  const { locked, own: kept } = bytes(one.seal, ['locked', 'own']);
  const at = await place(one.place, mine.told.me, one.seal);
  return first(myKeys(), (keys) => seal.openOwn(at, keys, locked, kept));
}

async function wordsOf(one) {
  if (!one.sealed) return one.said;
  if (!one.seal) throw new EnvelopeAltered();
  if (one.mine) return text((await own(one)).plain);
  if (!one.seal.half) throw new EnvelopeAltered();
  const [given, half] = [bytes(one.seal, PARTS), unbase64url(one.seal.half)];
  const there = await place(one.place, mine.told.partner, one.seal);
  const said = await seal.commitment(given);
  const sig = await signedBy(async (each) => (await seal.check(there, each, said), each));
  return text(await first(myKeys(), (keys) => seal.openSeal(there, keys, sig, given, half)));
}

async function sealed(words) {
  if (mine.unsure) throw new Trouble(SAY.compare);
  const { now, me, holding, halves: theirs } = mine.told;
  const [writing] = new Uint32Array(random(4).buffer);
  const terms = { writing, holder: holding === 'author' ? seal.AUTHOR : seal.SERVER, earliest: now.seals.earliest };
  const made = await seal.makeSeal(await place(now.seals.place, me, terms), mine.keys, unbase64url(theirs.kem_e), utf8(words));
  const parts = Object.fromEntries(PARTS.map((part) => [part, base64url(made.seal[part])]));
  const second = holding === 'author' ? {} : { second: base64url(made.second) };
  return { writing, earliest: terms.earliest, ...parts, ...second };
}

// The halves this person holds, once the other stands by sealed words of their own and the hour is past.
async function halves() {
  const { words, promised, partner, now } = mine.told;
  const held = words.filter((one) => one.mine && one.seal?.holder === seal.AUTHOR && !one.seal.half);
  if (now.kind !== 'open' || !held.length) return {};
  for (const one of held) {
    if (Date.now() < one.seal.earliest * 60000) throw new Trouble(SAY.early);
    const theirs = promised.find(({ place: at }) => at === one.place);
    if (!theirs) throw new Trouble(SAY.unsealed);
    const [there, said] = [await place(theirs.place, partner, theirs), bytes(theirs, PROMISED)];
    await signedBy((sig) => seal.check(there, sig, said));
  }
  const each = await Promise.all(held.map(async (one) => [one.key, base64url((await own(one)).second)]));
  return Object.fromEntries(each);
}

// ---------------------------------------------------------------- the page

function show(part) {
  for (const id of ['closed', 'open', 'copy']) $(id).hidden = id !== part;
}

const made = (name, facts, ...inside) => {
  const one = Object.assign(document.createElement(name), facts);
  one.append(...inside);
  return one;
};

async function line(one) {
  let words;
  try {
    words = await wordsOf(one);
  } catch (error) {
    words = sentence(error);
  }
  const what = WHAT[one.step] ? `what ${one.who} ${WHAT[one.step]}` : one.who;
  const said = made('p', { className: 'said-s', textContent: words });
  return made('li', { className: one.side }, said, made('p', { className: 'cap', textContent: what }));
}

async function draw() {
  const { now, words, title } = mine.told;
  $('heading').textContent = now?.heading ?? title;
  const paragraphs = (now?.text ?? '').split('\n\n').filter(Boolean);
  $('asked').replaceChildren(...paragraphs.map((part) => made('p', { className: 'text', textContent: part })));
  const lines = await Promise.all(words.map(line));
  if (!mine) return;
  $('words').replaceChildren(...(lines.length ? [made('ul', { className: 'threads' }, ...lines)] : []));
  $('unsure').textContent = mine.unsure ? SAY.changed(mine.told.name) : '';
  $('unsure').hidden = !mine.unsure;
  const { act } = now ?? {};
  $('act').hidden = !act;
  $('writing').hidden = !act?.field;
  $('act-label').textContent = act?.label ?? '';
  $('act-note').textContent = act?.note ?? '';
  if (act?.field) {
    $('label').textContent = act.field.label;
    $('field').maxLength = act.field.most;
    $('plainly').hidden = Boolean(now.seals);
  }
  show('open');
}

async function doing(work) {
  trouble('');
  try {
    await work();
  } catch (error) {
    trouble(sentence(error));
  }
}

function sentence(error) {
  if (error instanceof Trouble) return error.message;
  if (error instanceof DerivationTooWeak) return SAY.weak;
  return error instanceof EnvelopeAltered ? SAY.altered : SAY.old;
}

async function act() {
  const { now } = mine.told;
  const words = $('field').value;
  if (now.act.field && !words.trim()) return $('field').focus();
  const what = now.seals ? await sealed(words.trim()) : { words: now.act.field ? words : '', halves: await halves() };
  await ask(`/sealed/${sitting()}`, { act: now.act.name, tap: now.tap, ...what });
  $('field').value = '';
  $('done').textContent = now.seals ? 'Sealed.' : '';
  await read();
  if (!mine) return;
  await draw();
  $('heading').focus();
}

// ---------------------------------------------------------------- opening and closing

async function begin() {
  const passphrase = $('passphrase').value;
  $('passphrase').value = '';
  if (!sitting()) throw new Trouble(SAY.nowhere);
  $('progress').textContent = 'Working the key out. This takes a few seconds.';
  const { person, slots, keyring } = await ask('/notebook/ways');
  const ways = slots.map(({ id, slot }) => ({ id, slot: unbase64url(slot) }));
  let keys;
  try {
    keys = await openOwn(person, ways, passphrase, unbase64url(keyring));
  } catch (error) {
    throw error instanceof EnvelopeAltered ? new Trouble(SAY.wrong) : error;
  }
  if (document.visibilityState === 'hidden') return;
  mine = { keys };
  try {
    await read();
  } catch (error) {
    mine = null;
    throw error;
  }
  await draw();
  $('heading').focus();
  touched();
}

function close(why = '') {
  if (!mine) return;
  clearTimeout(idling);
  mine = null;
  for (const id of ['field', 'passphrase']) $(id).value = '';
  for (const id of ['heading', 'asked', 'unsure', 'words', 'label', 'act-label', 'act-note', 'done', 'progress']) $(id).replaceChildren();
  trouble(why);
  show('closed');
}

function touched() {
  clearTimeout(idling);
  if (mine) idling = setTimeout(() => close(SAY.idle), UNTOUCHED);
}

// ---------------------------------------------------------------- what a hand does

// One thing at a time: a second tap while the first is on its way is the same tap.
let busy = false;

async function once(work) {
  if (busy) return;
  busy = true;
  await doing(work);
  busy = false;
}

$('closed').addEventListener('submit', async (event) => {
  event.preventDefault();
  await once(begin);
  $('progress').textContent = '';
  if (!mine) {
    show('closed');
    $('passphrase').focus();
  }
});

$('open').addEventListener('submit', (event) => {
  event.preventDefault();
  if (mine) once(act);
});

for (const back of document.querySelectorAll('.back')) back.href = sitting() ? `/sittings/${sitting()}` : '/today';
for (const kind of ['pointerdown', 'keydown', 'input']) addEventListener(kind, touched, true);
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && close());
addEventListener('pagehide', () => close());
addEventListener('hashchange', () => location.reload());
document.addEventListener('click', (event) => event.target.closest?.('[data-exit]') && close(), true);

show('closed');
