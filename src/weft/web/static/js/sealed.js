// The words of a sitting that only two browsers open. They are sealed and opened on this page and nowhere else; the keys
// are in its memory only, and gone when it is left or hidden, and after five minutes without a touch. Which sitting it is
// stands in the fragment, which no server sees. Formats: docs/formats/seal.md.
import { $, Trouble, ask, trouble } from './own-page.js';
import * as both from './own-seals.js';
import { keysBy } from './own-ways.js';
import * as seal from './seal.js';

const SAY = {
  unsealed: 'The other’s words are not sealed as yours are, so the half of the key that you hold stays here.',
  early: 'The hour you two chose has not come, so the half of the key that you hold stays here.',
  changed: (name) => `The keys the server names for ${name} are not those your browser knows. Nothing is sealed to them before you two have compared words again, on the page of your letters.`,
  compare: 'Nothing is sealed before you two have compared words again, which the page of your letters does. Your words are still on this page.',
  nowhere: 'This page is reached from a sitting or from a day in your cloth.',
};
const HELD = {
  server: 'Until it opens the server keeps the second half of its key.',
  author: 'Until it opens you keep the second half of its key yourself, and not even the server can open it early.',
};
const WHAT = { write: 'wrote', keep: 'kept', respond: 'answered', speak: 'said', echo: 'said back' };

const sitting = () => (/^#[0-9a-f]{32}$/.test(location.hash) ? location.hash.slice(1) : null);

// Everything that is open, in one place, so that letting go of it is one assignment. Null while closed.
let mine = null;

// ---------------------------------------------------------------- the server

async function read() {
  const told = await ask(`/sealed/${sitting()}`);
  if (!mine) return;
  Object.assign(mine, { told, me: told.me, partner: told.partner, halves: told.halves });
  await both.recognise(mine, told.pin, told.words.some((one) => one.mine && one.sealed));
}

async function sealed(words) {
  if (both.isStrange(mine)) throw new Trouble(SAY.compare);
  const { now, holding } = mine.told;
  const { earliest } = now.seals;
  const terms = { holder: holding === 'author' ? seal.AUTHOR : seal.SERVER, earliest };
  return { earliest, ...(await both.sealed(mine, await both.stepPlace(sitting(), now.seals.place, terms), words)) };
}

// The halves this person holds, once the other stands by sealed words of their own and the hour is past.
async function halves() {
  const { words, promised, now } = mine.told;
  const held = words.filter((one) => one.mine && one.seal?.holder === seal.AUTHOR && !one.seal.half);
  if (now.kind !== 'open' || !held.length) return {};
  for (const one of held) {
    if (Date.now() < one.seal.earliest * 60000) throw new Trouble(SAY.early);
    const theirs = promised.find(({ place: at }) => at === one.place);
    if (!theirs) throw new Trouble(SAY.unsealed);
    await both.checkPromise(mine, await both.stepPlace(sitting(), theirs.place, theirs), theirs);
  }
  const each = await Promise.all(
    held.map(async (one) => {
      const place = await both.stepPlace(sitting(), one.place, one.seal);
      return [one.key, (await both.openMine(mine, place, one.seal)).second];
    }),
  );
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
    words = await both.stepWords(mine, sitting(), one);
  } catch (error) {
    words = both.sentence(error);
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
  $('unsure').textContent = both.isStrange(mine) ? SAY.changed(mine.told.name) : '';
  $('unsure').hidden = !both.isStrange(mine);
  $('held').textContent = now?.seals ? HELD[mine.told.holding] : '';
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
    trouble(both.sentence(error));
  }
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

async function begin(event) {
  if (!sitting()) throw new Trouble(SAY.nowhere);
  const keys = await keysBy(event);
  if (!keys) return;
  mine = { keys };
  try {
    await read();
  } catch (error) {
    mine = null;
    throw error;
  }
  await draw();
  $('heading').focus();
}

function close(why = '') {
  if (!mine) return;
  mine = null;
  for (const id of ['field', 'passphrase']) $(id).value = '';
  for (const id of ['heading', 'asked', 'unsure', 'words', 'label', 'act-label', 'act-note', 'held', 'done', 'progress']) $(id).replaceChildren();
  trouble(why);
  show('closed');
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
  await once(() => begin(event));
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
both.lettingGo(close);
addEventListener('hashchange', () => location.reload());

show('closed');
