// Sealed letters. They are locked and opened on this page and nowhere else; the keys are in its memory only, and gone
// when it is left or hidden, and after five minutes without a touch. Formats: docs/formats/seal.md.
import * as book from './own-book.js';
import * as copy from './own-copy.js';
import { $, Trouble, ask, trouble } from './own-page.js';
import * as both from './own-seals.js';
import { keysBy } from './own-ways.js';
import { sixWords } from './pin.js';
import * as seal from './seal.js';
import { hex, random } from './vault.js';

const WEEKS = 14 * 24 * 60;
const HOLDER = { server: seal.SERVER, author: seal.AUTHOR };
const SAY = {
  soon: 'Please choose an hour that is still to come.',
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

// Said before anybody agrees to it or seals on it: nothing else would show that a server had changed it.
const HELD = {
  server: 'Until then the server keeps the second half of each key.',
  author: 'Until then each of you keeps the second half of their own key, and not even the server can open early.',
};

// Everything that is open, in one place, so that letting go of it is one assignment. Null while closed.
let mine = null;
let at = null;

// After a parting: the letters both had opened, of one space that has closed. To read, and nothing else.
const [, past] = /^#kept=([0-9a-f]{32})$/.exec(location.hash) ?? [];

// ---------------------------------------------------------------- the server

const place = (one) => ({ exchange: one.id, holder: HOLDER[one.holding], earliest: one.earliest });

// What both have taken back is there for neither.
const isThere = (one) => one.phase !== 'released' || one.sealed || one.theirs;

async function read() {
  const told = await ask(past ? `/letters/kept/${past}` : '/letters/all');
  if (!mine) return;
  Object.assign(mine, { me: told.me, partner: told.partner, name: told.name, holding: told.holding });
  Object.assign(mine, { halves: told.halves, own: told.mine, letters: told.letters.filter(isThere), harmed: told.harmed });
  mine.sittings = told.sittings;
  await both.recognise(mine, told.pin, !past && mine.letters.some(({ sealed }) => sealed));
  if (!past) await handHalves();
}

// Brings the halves this browser's person kept, once the other stands by words of their own and the hour is past.
async function handHalves() {
  for (const one of mine.letters.filter(({ phase, sealed, handed }) => phase === 'closing' && sealed && !handed)) {
    if (Date.now() < one.earliest * 60000) continue;
    try {
      await both.checkPromise(mine, place(one), one.promised);
      const { second } = await both.openMine(mine, place(one), one.sealed);
      await ask('/letters', { act: 'hand', id: one.id, second });
      one.handed = true;
    } catch (error) {
      trouble(both.sentence(error));
    }
  }
}

const myWords = async (one) => (await both.openMine(mine, place(one), one.sealed)).words;
const theirWords = (one) => both.openTheirs(mine, place(one), one.theirs);

async function sealWords(one, words) {
  if (both.isStrange(mine)) throw new Trouble(SAY.compare);
  await ask('/letters', { act: 'seal', id: one.id, ...(await both.sealed(mine, place(one), words)) });
}

// ---------------------------------------------------------------- the page

function show(part) {
  for (const id of ['closed', 'open', 'ask', 'letter', 'compare', 'copy', 'book']) $(id).hidden = id !== part;
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
  $('new').hidden = $('compare-words').hidden = $('to-book').hidden = Boolean(past);
  $('take').hidden = !mine.sittings.length && !mine.letters.some(({ phase }) => phase === 'released');
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
  $('about').textContent = `${PHASE[one.phase](one)} ${awaited ? `The hour is ${when(one.earliest)}. ${HELD[one.holding]}` : ''}`;
  $('accept').hidden = one.phase !== 'asked' || one.mine;
  $('writing').hidden = !writing;
  $('text').value = writing && one.sealed ? await myWords(one) : '';
  $('withdraw').hidden = past || !(one.sealed && ['open', 'closing', 'released'].includes(one.phase));
  $('withdraw').textContent = 'Take mine back';
  $('aside').hidden = !awaited;
  $('aside').textContent = one.aside ? 'Let it open after all' : 'Not for now';
  $('opened').hidden = one.phase !== 'released';
  $('from-them').textContent = mine.name;
  if (one.phase === 'released') await showBoth(one);
  show('letter');
  $('title').focus();
}

// What one of the two can't be opened any more, or was taken back, does not keep the other's words shut.
async function showBoth(one) {
  const [theirs, own] = await Promise.allSettled([one.theirs && theirWords(one), one.sealed && myWords(one)]);
  for (const [id, there] of [['from-them', one.theirs], ['from-me', one.sealed]]) $(id).hidden = !there;
  $('their-words').textContent = theirs.value ?? '';
  $('my-words').textContent = own.value ?? '';
  const failed = theirs.reason ?? own.reason;
  if (failed) trouble(both.sentence(failed));
}

// What is open can't be written again, so the first press says what the second does.
function takeBack() {
  if (at.phase !== 'released') return act({ act: 'withdraw' });
  if (at.warned) return act({ act: 'take-back' });
  at.warned = true;
  $('about').textContent = `Your words go from here for good, and from ${mine.name}’s page. Nobody is told. What ${mine.name} remembers, or has taken a copy of, stays.`;
  $('withdraw').textContent = 'Take mine back for good';
}

async function compare() {
  $('of-whom').textContent = mine.name;
  const words = await sixWords(mine.keys, mine.own, mine.halves);
  $('words').replaceChildren(...words.map((word) => Object.assign(document.createElement('li'), { textContent: word })));
  show('compare');
  $('compare').querySelector('h1').focus();
}

const GONE = 'This can’t be opened any more.';
const orGone = (work) => work.catch(() => GONE);

// What is open to both, as it stands in a copy: letters, the oldest first, and then what was sealed in sittings.
// What can't be opened any more says so there.
async function chapters() {
  const opened = mine.letters.filter(({ phase }) => phase === 'released').sort((a, b) => a.earliest - b.earliest);
  const each = [...opened.map(letterChapter), ...mine.sittings.map(sittingChapter)];
  return (await Promise.all(each)).filter(({ said }) => said.length);
}

async function letterChapter(one) {
  const each = [];
  if (one.theirs) each.push([mine.name, theirWords(one)]);
  if (one.sealed) each.push(['You', myWords(one)]);
  const said = each.map(async ([by, words]) => ({ by, text: await orGone(words) }));
  return { title: when(one.earliest), said: await Promise.all(said) };
}

// What stands in the book of one exchange: this person's own words and the other's.
async function bothLetters(id) {
  const one = mine.letters.find((each) => each.id === id);
  return Promise.all([one?.sealed, one?.theirs].every(Boolean) ? [orGone(myWords(one)), orGone(theirWords(one))] : [GONE, GONE]);
}

async function sittingChapter({ id, day }) {
  const holding = mine;
  const { title, words } = await ask(`/sealed/${id}`);
  const opened = words.filter(({ sealed, seal: lying }) => sealed && (!lying || lying.half));
  const lines = opened.map(async (one) => ({ by: one.who, text: await orGone(both.stepWords(holding, id, one)) }));
  return { title: [title, day].filter(Boolean).join(', '), said: await Promise.all(lines) };
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
    trouble(both.sentence(error));
  }
}

const act = (facts) => doing(() => ask('/letters', { id: at?.id, ...facts }), true);

// ---------------------------------------------------------------- opening and closing

async function begin(event) {
  const keys = await keysBy(event);
  if (!keys) return;
  mine = { keys, letters: [], sittings: [] };
  try {
    await read();
  } catch (error) {
    mine = null;
    if (error.elsewhere) location.replace('/today'); // Signed out meanwhile, alone, or told of something first.
    throw error;
  }
  list();
  $('open').querySelector('h1').focus();
}

const WORDS_SHOWN = ['list', 'about', 'none', 'progress', 'their-words', 'my-words', 'from-them', 'unsure', 'words', 'of-whom'];

function close(why = '') {
  if (!mine) return;
  mine = at = null;
  copy.forget();
  for (const id of ['text', 'passphrase', 'when']) $(id).value = '';
  for (const id of WORDS_SHOWN) $(id).replaceChildren();
  trouble(why);
  show('closed');
}

// ---------------------------------------------------------------- what a hand does

let opening = false;

$('closed').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (opening) return;
  opening = true;
  await doing(() => begin(event));
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
  doing(() => both.know(mine, true), true);
});

$('take').addEventListener('click', () => {
  copy.forget();
  show('copy');
  $('copy').querySelector('h1').focus();
});
book.connect({ show, said: bothLetters, save: copy.save, doing });
copy.connect({ name: 'weft-sealed', title: 'What we sealed and opened', chapters, doing, about: () => ({ what: 'letters', person: mine.me }) });

$('accept').addEventListener('click', () => act({ act: 'accept' }));
$('withdraw').addEventListener('click', takeBack);
$('aside').addEventListener('click', () => act({ act: at.aside ? 'back' : 'aside' }));
for (const one of document.querySelectorAll('[data-back]')) one.addEventListener('click', list);

both.lettingGo(close);

show('closed');
