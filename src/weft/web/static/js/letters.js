// Sealed letters. They are locked and opened on this page and nowhere else; the keys are in its memory only, and gone
// when it is left or hidden, and after five minutes without a touch. Formats: docs/formats/seal.md.
import * as copy from './own-copy.js';
import { openOwn } from './own-key.js';
import { $, Trouble, ask, trouble } from './own-page.js';
import * as pins from './pin.js';
import * as seal from './seal.js';
import { DerivationTooWeak, EnvelopeAltered, base64url, hex, random, unbase64url, utf8 } from './vault.js';

const UNTOUCHED = 5 * 60 * 1000;
const WEEKS = 14 * 24 * 60;
const HOLDER = { server: seal.SERVER, author: seal.AUTHOR };
const PARTS = ['locked', 'wrapped', 'own', 'half_hash', 'signature'];
const SAY = {
  wrong: 'That passphrase doesn’t open this page. Try again; capitals and spaces count.',
  weak: 'The server asked for a weaker key than Weft allows, so nothing was opened. Please tell whoever runs it.',
  altered: 'What the server sent is not what was sealed, so it stays closed. Tell each other, on another way than this.',
  soon: 'Please choose an hour that is still to come.',
  idle: 'Closed after five minutes without a touch.',
  old: 'This browser is too old to open letters on its own.',
  compare: 'Nothing is sealed before you two have compared words again. Your words are still on this page.',
};
const UNSURE = {
  new: (name) => `You haven’t compared words with ${name} on this page yet. You can write all the same; to be sure whom it reaches, compare once.`,
  missing: (name) => `What this page kept of ${name}’s keys is gone from the server. Nothing is sealed to the keys it names now, and nothing they sealed is opened, before you two have compared words again.`,
  changed: (name) => `The keys the server names for ${name} are not those this page knows. That happens when somebody makes their account theirs again, and when somebody slips in between. Nothing is sealed to them before you two have compared words again.`,
};
const PHASE = {
  asked: (one) => (one.mine ? 'Asked for. Nothing begins before both say yes.' : 'Asked of you. Say yes, or let it lie; that looks the same.'),
  open: (one) => (one.sealed ? 'Yours is sealed.' : 'Nothing of yours is sealed.'),
  closing: () => 'Both were sealed at the hour. They open the day after both have come back here.',
  released: () => 'Open to both of you.',
  expired: () => 'Never opened, and gone.',
  parted: () => 'Never opened, and gone.',
};

// Everything that is open, in one place, so that letting go of it is one assignment. Null while closed.
let mine = null;
let at = null;
let idling;

// After a parting: the letters both had opened, of one space that has closed. To read, and nothing else.
const [, past] = /^#kept=([0-9a-f]{32})$/.exec(location.hash) ?? [];

// ---------------------------------------------------------------- the server

const bytes = (one, parts) => Object.fromEntries(parts.map((part) => [part, unbase64url(one[part])]));

const place = (one, author, writing) => ({
  exchange: one.id,
  author,
  rev: writing,
  holder: HOLDER[one.holding],
  earliest: one.earliest,
});

async function read() {
  const told = await ask(past ? `/letters/kept/${past}` : '/letters/all');
  if (!mine) return;
  Object.assign(mine, { me: told.me, partner: told.partner, name: told.name, holding: told.holding });
  Object.assign(mine, { halves: told.halves, own: told.mine, letters: told.letters, harmed: told.harmed });
  await recognise(told.pin);
  if (!past) await handHalves();
}

// Whether the other's keys are those this person knows them by. Met for the first time, they are kept from now on;
// but whoever has sealed something before has met them, and then there must be something kept.
async function recognise(kept) {
  const found = await pins.openPin(mine.keys, mine.me, kept && unbase64url(kept.locked)).catch(() => null);
  Object.assign(mine, { pin: found ?? pins.NOBODY, rev: kept ? kept.rev + 1 : 0 });
  const standing = pins.standing(mine.pin, mine.partner, mine.halves);
  const lost = !found || (!past && mine.letters.some(({ sealed }) => sealed));
  if (standing === 'new' && !lost) await know(false);
  const compared = standing === 'same' && pins.known(mine.pin, mine.partner).compared;
  mine.unsure = standing === 'new' && lost ? 'missing' : standing === 'changed' ? 'changed' : compared ? null : 'new';
}

async function know(compared) {
  const pin = pins.know(mine.pin, mine.partner, mine.halves, compared);
  const locked = await pins.lockPin(mine.keys, mine.me, pin);
  await ask('/letters/pin', { rev: mine.rev, locked: base64url(locked) });
  Object.assign(mine, { pin, rev: mine.rev + 1 });
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
const theirSigns = () => pins.signers(mine.pin, mine.partner);

// Brings the halves this browser's person kept, once the other stands by words of their own and the hour is past.
async function handHalves() {
  for (const one of mine.letters.filter(({ phase, sealed, handed }) => phase === 'closing' && sealed && !handed)) {
    if (Date.now() < one.earliest * 60000) continue;
    try {
      const promise = bytes(one.promised, ['locked_hash', 'wrapped_hash', 'half_hash', 'signature']);
      await first(theirSigns(), (sig) => seal.check(place(one, mine.partner, one.promised.writing), sig, promise));
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
  return first(myKeys(), (keys) => seal.openOwn(place(one, mine.me, one.sealed.writing), keys, locked, own));
}

const text = (plain) => new TextDecoder().decode(plain);
const myWords = async (one) => text((await own(one)).plain);

async function theirWords(one) {
  const there = place(one, mine.partner, one.theirs.writing);
  const [given, half] = [bytes(one.theirs, PARTS), unbase64url(one.theirs.half)];
  const sig = await first(theirSigns(), async (sig) => (await seal.check(there, sig, await seal.commitment(given)), sig));
  return text(await first(myKeys(), (keys) => seal.openSeal(there, keys, sig, given, half)));
}

async function sealWords(one, words) {
  if (['missing', 'changed'].includes(mine.unsure)) throw new Trouble(SAY.compare);
  const [writing] = new Uint32Array(random(4).buffer);
  const made = await seal.makeSeal(place(one, mine.me, writing), mine.keys, unbase64url(mine.halves.kem_e), utf8(words));
  const sent = Object.fromEntries(PARTS.map((part) => [part, base64url(made.seal[part])]));
  const second = one.holding === 'server' ? { second: base64url(made.second) } : {};
  await ask('/letters', { act: 'seal', id: one.id, writing, ...sent, ...second });
}

// ---------------------------------------------------------------- the page

function show(part) {
  for (const id of ['closed', 'open', 'ask', 'letter', 'compare', 'copy']) $(id).hidden = id !== part;
}

const hour = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' });
const when = (minute) => hour.format(minute * 60000);

function list() {
  mine.letters.sort((a, b) => b.earliest - a.earliest || (a.id < b.id ? 1 : -1));
  $('list').replaceChildren(...mine.letters.map(line));
  $('none').textContent = mine.letters.length ? '' : 'There is no letter.';
  $('unsure').textContent = mine.unsure && !past ? UNSURE[mine.unsure](mine.name) : '';
  $('unsure').hidden = !mine.unsure || Boolean(past);
  $('harmed').hidden = !mine.harmed;
  $('new').hidden = $('compare-words').hidden = Boolean(past);
  $('take').hidden = !mine.letters.some(({ phase }) => phase === 'released');
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
  if (one.phase === 'released') await showBoth(one);
  show('letter');
  $('title').focus();
}

// What one of the two can't be opened any more does not keep the other's words shut.
async function showBoth(one) {
  const [theirs, own] = await Promise.allSettled([theirWords(one), myWords(one)]);
  $('their-words').textContent = theirs.value ?? '';
  $('my-words').textContent = own.value ?? '';
  const failed = theirs.reason ?? own.reason;
  if (failed) trouble(sentence(failed));
}

async function compare() {
  $('of-whom').textContent = mine.name;
  const words = await pins.sixWords(mine.keys, mine.own, mine.halves);
  $('words').replaceChildren(...words.map((word) => Object.assign(document.createElement('li'), { textContent: word })));
  show('compare');
  $('compare').querySelector('h1').focus();
}

// What is open to both, as it stands in a copy, the oldest first. A letter that can't be opened any more says so there.
async function chapters() {
  const opened = mine.letters.filter(({ phase }) => phase === 'released').sort((a, b) => a.earliest - b.earliest);
  const words = (work) => work.catch(() => 'This can’t be opened any more.');
  return Promise.all(
    opened.map(async (one) => ({
      title: when(one.earliest),
      said: [
        { by: mine.name, text: await words(theirWords(one)) },
        { by: 'You', text: await words(myWords(one)) },
      ],
    })),
  );
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
  const { person, slots, keyring } = await ask('/notebook/ways');
  const ways = slots.map(({ id, slot }) => ({ id, slot: unbase64url(slot) }));
  let keys;
  try {
    keys = await openOwn(person, ways, passphrase, unbase64url(keyring));
  } catch (error) {
    throw error instanceof EnvelopeAltered ? new Trouble(SAY.wrong) : error;
  }
  if (document.visibilityState === 'hidden') return;
  mine = { keys, letters: [] };
  try {
    await read();
  } catch (error) {
    mine = null;
    if (error.elsewhere) location.replace('/today'); // Signed out meanwhile, alone, or told of something first.
    throw error;
  }
  list();
  $('open').querySelector('h1').focus();
  touched();
}

const WORDS_SHOWN = ['list', 'about', 'none', 'progress', 'their-words', 'my-words', 'from-them', 'unsure', 'words', 'of-whom'];

function close(why = '') {
  if (!mine) return;
  clearTimeout(idling);
  mine = at = null;
  copy.forget();
  for (const id of ['text', 'passphrase', 'when']) $(id).value = '';
  for (const id of WORDS_SHOWN) $(id).replaceChildren();
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

$('compare-words').addEventListener('click', () => doing(compare));
$('compare').addEventListener('submit', (event) => {
  event.preventDefault();
  doing(() => know(true), true);
});

$('take').addEventListener('click', () => {
  copy.forget();
  show('copy');
  $('copy').querySelector('h1').focus();
});
copy.connect({ name: 'weft-letters', title: 'Letters we opened', chapters, doing });

$('accept').addEventListener('click', () => act({ act: 'accept' }));
$('withdraw').addEventListener('click', () => act({ act: 'withdraw' }));
$('aside').addEventListener('click', () => act({ act: at.aside ? 'back' : 'aside' }));
for (const one of document.querySelectorAll('[data-back]')) one.addEventListener('click', list);

for (const kind of ['pointerdown', 'keydown', 'input']) addEventListener(kind, touched, true);
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && close());
addEventListener('pagehide', () => close());
document.addEventListener('click', (event) => event.target.closest?.('[data-exit]') && close(), true);

show('closed');
