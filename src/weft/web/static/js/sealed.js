// The words of a sitting that only two browsers open. They are sealed and opened on this page and nowhere else; the keys
// are in its memory only, and gone when it is left or hidden, and after five minutes without a touch. Which sitting it is
// stands in the fragment, which no server sees. Formats: docs/formats/seal.md.
import { openOwn } from './own-key.js';
import * as seal from './seal.js';
import { DerivationTooWeak, EnvelopeAltered, base64url, hex, lp, random, sha256, unbase64url, unhex, utf8 } from './vault.js';

const UNTOUCHED = 5 * 60 * 1000;
const PARTS = ['locked', 'wrapped', 'own', 'half_hash', 'signature'];
const PROMISED = ['locked_hash', 'wrapped_hash', 'half_hash', 'signature'];
const SAY = {
  wrong: 'That passphrase doesn’t open this page. Try again; capitals and spaces count.',
  weak: 'The server asked for a weaker key than Weft allows, so nothing was opened. Please tell whoever runs it.',
  line: 'The server did not answer. What you wrote is still on this page; try again in a moment.',
  out: 'You are signed out here. Sign in on another page, then try again; your words are still on this page.',
  altered: 'What the server sent is not what was sealed, so it stays closed. Tell each other, on another way than this.',
  unsealed: 'The other’s words are not sealed as yours are, so the half of the key that you hold stays here.',
  idle: 'Closed after five minutes without a touch.',
  old: 'This browser is too old to open sealed words on its own.',
  nowhere: 'This page is reached from a sitting or from a day in your cloth.',
};
const WHAT = { write: 'wrote', keep: 'kept', respond: 'answered', speak: 'said', echo: 'said back' };

const $ = (id) => document.getElementById(id);
const sitting = () => (/^#[0-9a-f]{32}$/.test(location.hash) ? location.hash.slice(1) : null);

// Everything that is open, in one place, so that letting go of it is one assignment. Null while closed.
let mine = null;
let idling;

class Trouble extends Error {}

// ---------------------------------------------------------------- the server

async function ask(path, facts) {
  let answer, told;
  const how = facts && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(facts) };
  try {
    answer = await fetch(path, { cache: 'no-store', redirect: 'manual', ...how });
    if (answer.type === 'opaqueredirect') throw new Trouble(SAY.out);
    told = await answer.json();
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble(SAY.line);
  }
  if (!answer.ok) throw new Trouble(told.say ?? SAY.line);
  return told;
}

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
  if (mine) Object.assign(mine, { told, kem: unbase64url(told.kem), sig: unbase64url(told.sig) });
}

async function own(one) {
  const { locked, own: kept } = bytes(one.seal, ['locked', 'own']);
  return seal.openOwn(await place(one.place, mine.told.me, one.seal), mine.keys, locked, kept);
}

async function wordsOf(one) {
  if (!one.sealed) return one.said;
  if (!one.seal) throw new EnvelopeAltered();
  if (one.mine) return text((await own(one)).plain);
  if (!one.seal.half) throw new EnvelopeAltered();
  const given = bytes(one.seal, PARTS);
  const there = await place(one.place, mine.told.partner, one.seal);
  return text(await seal.openSeal(there, mine.keys, mine.sig, given, unbase64url(one.seal.half)));
}

async function sealed(words) {
  const { now, me, holding } = mine.told;
  const [writing] = new Uint32Array(random(4).buffer);
  const terms = { writing, holder: holding === 'author' ? seal.AUTHOR : seal.SERVER, earliest: now.seals.earliest };
  const made = await seal.makeSeal(await place(now.seals.place, me, terms), mine.keys, mine.kem, utf8(words));
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
    const theirs = promised.find(({ place: at }) => at === one.place);
    if (!theirs) throw new Trouble(SAY.unsealed);
    await seal.check(await place(theirs.place, partner, theirs), mine.sig, bytes(theirs, PROMISED));
  }
  const each = await Promise.all(held.map(async (one) => [one.key, base64url((await own(one)).second)]));
  return Object.fromEntries(each);
}

// ---------------------------------------------------------------- the page

function trouble(words) {
  $('trouble').textContent = words;
  $('trouble').hidden = !words;
}

function show(part) {
  for (const id of ['closed', 'open']) $(id).hidden = id !== part;
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
  $('text').replaceChildren(...paragraphs.map((part) => made('p', { className: 'text', textContent: part })));
  const lines = await Promise.all(words.map(line));
  if (!mine) return;
  $('words').replaceChildren(...(lines.length ? [made('ul', { className: 'threads' }, ...lines)] : []));
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
  const { person, slots } = await ask('/notebook/ways');
  const ways = slots.map(({ id, slot }) => ({ id, slot: unbase64url(slot) }));
  let keys;
  try {
    keys = await openOwn(person, ways, passphrase);
  } catch (error) {
    throw error instanceof EnvelopeAltered ? new Trouble(SAY.wrong) : error;
  }
  if (document.visibilityState === 'hidden') return;
  mine = { keys };
  await read();
  await draw();
  $('heading').focus();
  touched();
}

function close(why = '') {
  if (!mine) return;
  clearTimeout(idling);
  mine = null;
  for (const id of ['field', 'passphrase']) $(id).value = '';
  for (const id of ['heading', 'text', 'words', 'label', 'act-label', 'act-note', 'done', 'progress']) $(id).replaceChildren();
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
