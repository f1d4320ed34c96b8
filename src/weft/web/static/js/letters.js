// Sealed letters. They are locked and opened on this page and nowhere else; the keys are in its memory only, and gone
// when it is left or hidden, and after five minutes without a touch. Formats: docs/formats/seal.md.
import { openOwn } from './own-key.js';
import * as seal from './seal.js';
import { DerivationTooWeak, EnvelopeAltered, base64url, hex, random, unbase64url, utf8 } from './vault.js';

const UNTOUCHED = 5 * 60 * 1000;
const WEEKS = 14 * 24 * 60;
const HOLDER = { server: seal.SERVER, author: seal.AUTHOR };
const PARTS = ['locked', 'wrapped', 'own', 'half_hash', 'signature'];
const SAY = {
  wrong: 'That passphrase doesn’t open this page. Try again; capitals and spaces count.',
  weak: 'The server asked for a weaker key than Weft allows, so nothing was opened. Please tell whoever runs it.',
  line: 'The server did not answer. What you wrote is still on this page; try again in a moment.',
  out: 'You are signed out here. Sign in on another page, then try again; your words are still on this page.',
  altered: 'What the server sent is not what was sealed, so it stays closed. Tell each other, on another way than this.',
  soon: 'Please choose an hour that is still to come.',
  idle: 'Closed after five minutes without a touch.',
  old: 'This browser is too old to open letters on its own.',
};
const PHASE = {
  asked: (one) => (one.mine ? 'Asked for. Nothing begins before both say yes.' : 'Asked of you. Say yes, or let it lie; that looks the same.'),
  open: (one) => (one.sealed ? 'Yours is sealed.' : 'Nothing of yours is sealed.'),
  closing: () => 'Both were sealed at the hour. They open the day after both have come back here.',
  released: () => 'Open to both of you.',
  expired: () => 'Never opened, and gone.',
  parted: () => 'Never opened, and gone.',
};

const $ = (id) => document.getElementById(id);

// Everything that is open, in one place, so that letting go of it is one assignment. Null while closed.
let mine = null;
let at = null;
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

const place = (one, author, writing) => ({
  exchange: one.id,
  author,
  rev: writing,
  holder: HOLDER[one.holding],
  earliest: one.earliest,
});

async function read() {
  const told = await ask('/letters/all');
  if (!mine) return;
  Object.assign(mine, { me: told.me, partner: told.partner, name: told.name, holding: told.holding });
  Object.assign(mine, { kem: unbase64url(told.kem), sig: unbase64url(told.sig), letters: told.letters });
  await handHalves();
}

// Brings the halves this browser's person kept, once the other stands by words of their own and the hour is past.
async function handHalves() {
  for (const one of mine.letters.filter(({ phase, sealed, handed }) => phase === 'closing' && sealed && !handed)) {
    if (Date.now() < one.earliest * 60000) continue;
    try {
      const promise = bytes(one.promised, ['locked_hash', 'wrapped_hash', 'half_hash', 'signature']);
      await seal.check(place(one, mine.partner, one.promised.writing), mine.sig, promise);
      const { second } = await own(one);
      await ask('/letters', { act: 'hand', id: one.id, second: base64url(second) });
      one.handed = true;
    } catch (error) {
      trouble(sentence(error));
    }
  }
}

async function own(one) {
  const { locked, own } = bytes(one.sealed, PARTS);
  return seal.openOwn(place(one, mine.me, one.sealed.writing), mine.keys, locked, own);
}

const text = (plain) => new TextDecoder().decode(plain);
const myWords = async (one) => text((await own(one)).plain);

async function theirWords(one) {
  const there = place(one, mine.partner, one.theirs.writing);
  const half = unbase64url(one.theirs.half);
  return text(await seal.openSeal(there, mine.keys, mine.sig, bytes(one.theirs, PARTS), half));
}

async function sealWords(one, words) {
  const [writing] = new Uint32Array(random(4).buffer);
  const made = await seal.makeSeal(place(one, mine.me, writing), mine.keys, mine.kem, utf8(words));
  const sent = Object.fromEntries(PARTS.map((part) => [part, base64url(made.seal[part])]));
  const second = one.holding === 'server' ? { second: base64url(made.second) } : {};
  await ask('/letters', { act: 'seal', id: one.id, writing, ...sent, ...second });
}

// ---------------------------------------------------------------- the page

function trouble(words) {
  $('trouble').textContent = words;
  $('trouble').hidden = !words;
}

function show(part) {
  for (const id of ['closed', 'open', 'ask', 'letter']) $(id).hidden = id !== part;
}

const hour = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' });
const when = (minute) => hour.format(minute * 60000);

function list() {
  mine.letters.sort((a, b) => b.earliest - a.earliest || (a.id < b.id ? 1 : -1));
  $('list').replaceChildren(...mine.letters.map(line));
  $('none').textContent = mine.letters.length ? '' : 'There is no letter.';
  show('open');
}

function line(one) {
  const item = document.createElement('li');
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: when(one.earliest) });
  const said = Object.assign(document.createElement('span'), { className: 'cap', textContent: PHASE[one.phase](one) });
  button.append(said);
  button.addEventListener('click', () => doing(() => open(one)));
  item.append(button);
  return item;
}

async function open(one) {
  at = one;
  const writing = one.phase === 'open';
  const awaited = ['asked', 'open', 'closing'].includes(one.phase);
  $('about').textContent = `${PHASE[one.phase](one)} ${awaited ? `The hour is ${when(one.earliest)}.` : ''}`;
  $('accept').hidden = one.phase !== 'asked' || one.mine;
  $('writing').hidden = !writing;
  $('text').value = writing && one.sealed ? await myWords(one) : '';
  $('withdraw').hidden = !(one.sealed && ['open', 'closing'].includes(one.phase));
  $('aside').hidden = !awaited;
  $('aside').textContent = one.aside ? 'Let it open after all' : 'Not for now';
  $('opened').hidden = one.phase !== 'released';
  $('from-them').textContent = mine.name;
  $('their-words').textContent = one.theirs ? await theirWords(one) : '';
  $('my-words').textContent = one.phase === 'released' ? await myWords(one) : '';
  show('letter');
  $('title').focus();
}

async function doing(work, after = null) {
  trouble('');
  try {
    await work();
    if (after) {
      at = null;
      await read();
      list();
    }
  } catch (error) {
    trouble(sentence(error));
  }
}

const act = (facts) => doing(() => ask('/letters', { id: at?.id, ...facts }), true);

function sentence(error) {
  if (error instanceof Trouble) return error.message;
  if (error instanceof DerivationTooWeak) return SAY.weak;
  return error instanceof EnvelopeAltered ? SAY.altered : SAY.old;
}

// ---------------------------------------------------------------- opening and closing

async function begin() {
  const passphrase = $('passphrase').value;
  $('passphrase').value = '';
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
  mine = { keys, letters: [] };
  await read();
  list();
  $('open').querySelector('h1').focus();
  touched();
}

function close(why = '') {
  if (!mine) return;
  clearTimeout(idling);
  mine = at = null;
  for (const id of ['text', 'passphrase', 'when']) $(id).value = '';
  for (const id of ['list', 'about', 'none', 'progress', 'their-words', 'my-words', 'from-them']) $(id).replaceChildren();
  trouble(why);
  show('closed');
}

function touched() {
  clearTimeout(idling);
  if (mine) idling = setTimeout(() => close(SAY.idle), UNTOUCHED);
}

// ---------------------------------------------------------------- what a hand does

let opening = false;

$('closed').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (opening) return;
  opening = true;
  await doing(begin);
  opening = false;
  $('progress').textContent = '';
  if (!mine) $('passphrase').focus();
});

$('new').addEventListener('click', () => {
  for (const one of $('ask').elements.holding) one.checked = one.value === mine.holding;
  show('ask');
  $('when').focus();
});

$('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const earliest = Math.floor(new Date($('when').value).getTime() / 60000);
  if (!(earliest * 60000 > Date.now())) return trouble(SAY.soon);
  const holding = $('ask').elements.holding.value;
  act({ act: 'ask', id: hex(random(16)), holding, earliest, expires: earliest + WEEKS });
});

$('letter').addEventListener('submit', (event) => {
  event.preventDefault();
  const words = $('text').value;
  if (words.trim()) doing(() => sealWords(at, words), true);
});

$('accept').addEventListener('click', () => act({ act: 'accept' }));
$('withdraw').addEventListener('click', () => act({ act: 'withdraw' }));
$('aside').addEventListener('click', () => act({ act: at.aside ? 'back' : 'aside' }));
for (const one of document.querySelectorAll('[data-back]')) one.addEventListener('click', list);

for (const kind of ['pointerdown', 'keydown', 'input']) addEventListener(kind, touched, true);
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && close());
addEventListener('pagehide', () => close());
document.addEventListener('click', (event) => event.target.closest?.('[data-exit]') && close(), true);

show('closed');
