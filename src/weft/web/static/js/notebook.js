// The private notebook. Everything on this page is opened here and nowhere else: what comes from the server and what
// goes to it is locked. The key is in this page's memory only, and cannot be read out of it.
// It closes when the page is left or hidden, and after five minutes without a touch; what was typed is locked first.
import * as notes from './notes.js';
import * as bring from './own-bring.js';
import * as copy from './own-copy.js';
import { $, Trouble, trouble } from './own-page.js';
import { keysBy } from './own-ways.js';
import { DerivationTooWeak, EnvelopeAltered, base64url, hex, random, sha256, unbase64url } from './vault.js';

const UNTOUCHED = 5 * 60 * 1000;
const RESTED = 400;
const SHOWN = 40;
const PATIENCE = 1500;
const AUTOSAVE = 60 * 1000;
const SAY = {
  weak: 'The server asked for a weaker key than Weft allows, so nothing was opened. Please tell whoever runs it.',
  line: 'Didn’t keep it: the server did not answer. Your words are still on this page.',
  read: 'The server did not answer. Try again in a moment.',
  out: 'You are signed out here. Sign in on another page, then try again; your words are still on this page.',
  altered: 'What the server keeps is not as you left it: something is missing, changed or older. What still opens is shown.',
  full: 'The notebook is full. Take something out first.',
  long: 'This is too long for one note. Please make two of it.',
  old: 'This browser is too old to open the notebook on its own.',
  another: 'This copy was made in another account, so nothing was taken from it. If that account was yours, press once more.',
  here: 'All of this copy is here already.',
  unsent: 'What you had typed is locked on this page and not on the server yet. Open the notebook here again before you leave.',
  idle: 'Closed after five minutes without a touch. What you were writing is waiting, locked.',
};

const words = (text) => text.normalize('NFKC').toLowerCase();

// Everything that is open, in one place, so that letting go of it is one assignment. Null while closed.
let book = null;
// Locked bytes that did not reach the server; they need no key to wait.
let unsent = null;
// What is being written: the note it will be, the words as last kept, a draft's own id.
let page = null;
let ready = null;
let resting, idling, saving;

// ---------------------------------------------------------------- the server

async function ask(path, facts, keepalive = false) {
  let answer;
  try {
    answer = await fetch(path, {
      cache: 'no-store',
      redirect: 'manual',
      ...(facts && {
        method: 'POST',
        keepalive,
        headers: { 'content-type': 'application/json' },
        body: typeof facts === 'string' ? facts : JSON.stringify(facts),
      }),
    });
  } catch {
    throw new Trouble(facts ? SAY.line : SAY.read);
  }
  if (answer.type === 'opaqueredirect') throw new Trouble(SAY.out);
  if (answer.status === 409) return null;
  if (answer.status === 413) throw new Trouble(SAY.full);
  if (!answer.ok) throw new Trouble(facts ? SAY.line : SAY.read);
  return answer.json();
}

const bytes = Uint8Array.fromBase64
  ? (text) => Uint8Array.fromBase64(text, { alphabet: 'base64url' })
  : unbase64url;

// ---------------------------------------------------------------- reading

// All of it, opened in this page; read once more where a change fell between two answers.
async function readAll(key) {
  const first = await readOnce(key);
  return first.whole ? first : readOnce(key);
}

async function readOnce(key) {
  const read = { key, rev: 0, whole: true, marks: new Map(), leaves: new Map(), notes: new Map() };
  const opening = [];
  for (let part, after = ''; !part || part.more; ) {
    part = await ask(`/notebook/leaves?after=${after}`);
    read.rev = part.rev;
    read.manifest = part.manifest;
    after = part.leaves.at(-1)?.[0];
    opening.push(...part.leaves.map(([id, text]) => take(read, id, bytes(text))));
  }
  await Promise.all(opening);
  await verify(read);
  return read;
}

async function take(read, id, locked) {
  try {
    read.marks.set(id, await sha256(locked));
    const plain = await notes.unlockLeaf(read.key, id, locked);
    lay(read, id, notes.read(plain), plain.length);
  } catch {
    read.whole = false;
  }
}

async function verify(read) {
  try {
    if (read.manifest) await notes.checkManifest(read.key, read.rev, read.marks, bytes(read.manifest));
    else if (read.rev || read.marks.size) throw new EnvelopeAltered();
  } catch {
    read.whole = false;
  }
}

// A leaf as it is now: its notes among the others, ready to be searched.
function lay(open, id, found, size) {
  for (const note of found) open.notes.set(note.id, note);
  open.leaves.set(id, { notes: found, size });
}

// ---------------------------------------------------------------- writing

// A change as it will be sent, and what the notebook will be once it was.
async function turnOf(open, put, remove) {
  const changed = notes.rearrange(open.leaves, put, remove);
  const marks = new Map(open.marks);
  const [sent, gone] = [[], []];
  for (const [id, found] of changed) {
    if (found.length) {
      const locked = await notes.lockLeaf(open.key, id, notes.write(found));
      marks.set(id, await sha256(locked));
      sent.push({ id, locked: base64url(locked) });
    } else if (marks.delete(id)) gone.push(id);
  }
  const rev = open.rev + 1;
  const manifest = base64url(await notes.lockManifest(open.key, rev, marks));
  return { rev, marks, changed, remove, of: open.rev, body: JSON.stringify({ rev, manifest, put: sent, remove: gone }) };
}

function turned(open, { rev, marks, changed, remove }) {
  for (const id of remove) open.notes.delete(id);
  for (const [id, found] of changed) found.length ? lay(open, id, found, notes.sizeOf(found)) : open.leaves.delete(id);
  Object.assign(open, { rev, marks });
}

// Changes the notebook; where another page of the same person was first, what it did is read and this goes on top.
async function turn(open, put, remove, keepalive = false) {
  for (let tries = 0; tries < 3; tries++) {
    const made = await turnOf(open, put, remove);
    if (await ask('/notebook/leaves', made.body, keepalive)) return turned(open, made);
    Object.assign(open, await readAll(open.key));
    if (!open.whole) trouble(SAY.altered);
  }
  throw new Trouble(SAY.line);
}

// One change after another, so that each knows the one before.
let last = Promise.resolve();
const inTurn = (work) => (last = last.catch(() => {}).then(work));

const now = () => Math.floor(Date.now() / 1000);
const typed = () => page && $('text').value !== page.sent;

function draft() {
  page.draft ??= hex(random(16));
  return { id: page.draft, kind: 'draft', at: now(), of: page.id, text: $('text').value };
}

// Locks what was typed ahead of need, so that a page which is hidden only has to send it.
async function getReady() {
  if (!book || !typed()) return;
  const [open, at, note] = [book, page, draft()];
  const made = await turnOf(open, [note], []).catch(() => null);
  if (made && open === book && at === page) ready = { ...made, at, text: note.text };
}

// Sends what was typed as a draft. Locked bytes that are there already go at once: a page being left has no time.
function sendDraft(keepalive) {
  if (!book || !typed()) return Promise.resolve();
  const [open, at, note, before] = [book, page, draft(), page.sent];
  const prepared = ready?.at === at && ready.text === note.text && ready.of === open.rev ? ready : null;
  const going = prepared && ask('/notebook/leaves', prepared.body, keepalive).catch(() => null);
  at.sent = note.text;
  return inTurn(async () => {
    try {
      if (await going) turned(open, prepared);
      else await turn(open, [note], [], keepalive);
    } catch (error) {
      at.sent = before;
      if (open !== book) unsent = await lockedAway(open, note);
      throw error;
    }
  });
}

async function lockedAway(open, note) {
  const id = hex(random(16));
  return { id, locked: await notes.lockLeaf(open.key, id, notes.write([note])) };
}

// ---------------------------------------------------------------- the page

function show(part) {
  for (const id of ['closed', 'open', 'note', 'copy', 'bring']) $(id).hidden = id !== part;
}

let shown = SHOWN;

// The words of a note as they are searched, made when first asked for and gone with the note.
const searched = new WeakMap();

function wordsOf(note) {
  if (!searched.has(note)) searched.set(note, words(note.text));
  return searched.get(note);
}

function list() {
  const asked = words($('search').value.trim());
  const replaced = new Set();
  for (const one of book.notes.values()) if (one.kind === 'draft' && one.of) replaced.add(one.of);
  const found = [...book.notes.values()].filter((one) => !replaced.has(one.id) && (!asked || wordsOf(one).includes(asked)));
  found.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  $('list').replaceChildren(...found.slice(0, shown).map(line));
  $('more').hidden = found.length <= shown;
  $('none').textContent = found.length ? '' : asked ? 'Nothing here has these words.' : 'Nothing is written here.';
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });

function line(note) {
  const item = document.createElement('li');
  const button = Object.assign(document.createElement('button'), { type: 'button' });
  const said = Object.assign(document.createElement('span'), { className: 'said-s', textContent: first(note.text) });
  const when = day.format(note.at * 1000) + (note.kind === 'draft' ? ', not kept yet' : '');
  button.append(said, Object.assign(document.createElement('span'), { className: 'cap', textContent: when }));
  button.addEventListener('click', () => write(note));
  item.append(button);
  return item;
}

// Every note as it stands in a copy, the oldest first, drafts among them.
function chapters() {
  const all = [...book.notes.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const title = ({ at, kind }) => day.format(at * 1000) + (kind === 'draft' ? ', not kept yet' : '');
  return all.map((note) => ({ title: title(note), id: note.id, at: note.at, said: [{ by: '', text: note.text }] }));
}

function first(text) {
  return text.trim().split('\n', 1)[0].slice(0, 120) || 'An empty page';
}

function write(note = null) {
  page = { id: note ? (note.kind === 'draft' ? note.of : note.id) : '', draft: note?.kind === 'draft' ? note.id : null };
  page.sent = note?.text ?? '';
  page.drafted = note?.kind === 'draft';
  ready = null;
  $('text').value = page.sent;
  $('about').textContent = note?.kind === 'draft' ? 'As you left it. It is not kept yet.' : '';
  $('out').textContent = page.drafted ? 'Take this draft out' : 'Take out';
  $('out').hidden = !note;
  trouble('');
  show('note');
  $('text').focus();
}

function leavePage() {
  page = ready = null;
  $('text').value = '';
  list();
  show('open');
  $('new').focus();
}

// Keeps the note and lets go of its draft, in one change.
async function keepPage() {
  const [open, at, text] = [book, page, $('text').value];
  if (!text.trim()) return takeOut();
  at.id ||= hex(random(16));
  await inTurn(() => turn(open, [{ id: at.id, kind: 'note', at: now(), text }], drafts(open, at)));
}

// A draft is taken out by itself; a note with its drafts.
async function takeOut() {
  const [open, at] = [book, page];
  const gone = at.drafted ? [at.draft] : [...drafts(open, at), ...(at.id ? [at.id] : [])];
  if (gone.length) await inTurn(() => turn(open, [], gone));
}

function drafts(open, at) {
  const found = [...open.notes.values()].filter((one) => one.kind === 'draft' && at.id && one.of === at.id);
  return [...new Set([...found.map((one) => one.id), ...(at.draft ? [at.draft] : [])])];
}

async function doing(work) {
  clearTimeout(resting);
  $('note').setAttribute('aria-busy', 'true');
  try {
    await work();
    if (book) leavePage();
  } catch (error) {
    trouble(error instanceof notes.TooLong ? SAY.long : error instanceof Trouble ? error.message : SAY.line);
  } finally {
    $('note').removeAttribute('aria-busy');
  }
}

// ---------------------------------------------------------------- bringing a copy back

const AT_ONCE = 60;
// The file that was refused once because another account made it: pressed again, its owner means it.
let another = null;
let bringing = false;

function forgetBringing() {
  another = null;
  bringing = false;
  for (const id of ['file', 'bring-phrase']) $(id).value = '';
  $('bringing').textContent = '';
}

// All of a copy is looked at before the first note is put. Where the line breaks, what had come stays, and the rest
// comes when the same copy is brought again.
async function bringBack(file, phrase) {
  const open = book;
  const found = await bring.opened(file, phrase);
  if (open !== book) return;
  if (found.person !== hex(open.key.person) && another !== file) {
    another = file;
    throw new Trouble(SAY.another);
  }
  const fresh = await bring.freshNotes(found, open.notes, now());
  if (!fresh.length) throw new Trouble(SAY.here);
  for (let at = 0; at < fresh.length && open === book; at += AT_ONCE) {
    $('bringing').textContent = 'Locking it away.';
    await inTurn(() => turn(open, fresh.slice(at, at + AT_ONCE), []));
    touched();
  }
  if (open !== book) return;
  forgetBringing();
  leavePage();
}

// ---------------------------------------------------------------- opening and closing

async function open(event) {
  const keys = await keysBy(event);
  if (!keys) return;
  const key = notes.notebookKey(keys.archive, keys.person);
  const read = await readAll(key);
  if (document.visibilityState === 'hidden') return;
  book = read;
  trouble(read.whole ? '' : SAY.altered);
  await sendUnsent();
  list();
  const part = bringing ? 'bring' : 'open';
  show(part);
  $(part).querySelector('h1').focus();
  touched();
}

async function sendUnsent() {
  if (!unsent) return;
  const waiting = notes.read(await notes.unlockLeaf(book.key, unsent.id, unsent.locked));
  await turn(book, waiting, []);
  unsent = null;
}

// Lets go of everything that was open. What was typed goes to the server locked, as a draft.
function close(why = '') {
  if (!book) return;
  sendDraft(true).catch(() => trouble(SAY.unsent));
  for (const timer of [resting, idling, saving]) clearTimeout(timer);
  book = page = ready = null;
  copy.forget();
  $('bring-phrase').value = '';
  bringing = !$('bring').hidden; // On a phone, choosing a file hides the page.
  saving = undefined;
  shown = SHOWN;
  for (const id of ['text', 'search', 'passphrase']) $(id).value = '';
  for (const id of ['list', 'about', 'none', 'progress']) $(id).replaceChildren();
  trouble(why);
  show('closed');
}

function touched() {
  clearTimeout(idling);
  if (book) idling = setTimeout(() => close(SAY.idle), UNTOUCHED);
}

function sentence(error) {
  if (error instanceof Trouble) return error.message;
  if (error instanceof DerivationTooWeak) return SAY.weak;
  return SAY.old;
}

// ---------------------------------------------------------------- what a hand does

let opening = false;

$('closed').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (opening) return;
  opening = true;
  trouble('');
  try {
    await open(event);
  } catch (error) {
    book = null;
    show('closed');
    trouble(sentence(error));
    $('passphrase').focus();
  } finally {
    opening = false;
    $('progress').textContent = '';
  }
});

$('search').addEventListener('input', () => {
  shown = SHOWN;
  list();
});
$('more').addEventListener('click', () => {
  shown += SHOWN;
  list();
});
$('new').addEventListener('click', () => write());
$('take').addEventListener('click', () => {
  copy.forget();
  show('copy');
  $('copy').querySelector('h1').focus();
});
$('copy').querySelector('[data-back]').addEventListener('click', () => leavePage());
copy.connect({
  name: 'weft-notebook',
  title: 'My notebook',
  chapters: async () => chapters(),
  doing: (work) => work().catch((error) => trouble(error instanceof Trouble ? error.message : SAY.read)),
  about: () => ({ what: 'notebook', person: hex(book.key.person) }),
});
$('bring-back').addEventListener('click', () => {
  forgetBringing();
  show('bring');
  $('bring').querySelector('h1').focus();
});
$('bring').querySelector('[data-back]').addEventListener('click', () => {
  forgetBringing();
  leavePage();
});
$('bring').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (opening) return;
  opening = true;
  trouble('');
  $('bringing').textContent = 'Working the key out. This takes a few seconds.';
  await bringBack($('file').files[0], $('bring-phrase').value).catch((error) => trouble(error instanceof Trouble ? error.message : SAY.line));
  $('bringing').textContent = '';
  opening = false;
});
$('note').addEventListener('submit', (event) => {
  event.preventDefault();
  doing(keepPage);
});
$('out').addEventListener('click', () => doing(takeOut));
$('back').addEventListener('click', () => doing(() => sendDraft(false)));

$('text').addEventListener('input', () => {
  clearTimeout(resting);
  resting = setTimeout(getReady, RESTED);
  saving ??= setTimeout(() => {
    saving = undefined;
    sendDraft(false).catch(() => {}); // What is typed is still there, and is sent again.
  }, AUTOSAVE);
});

// Away by a link: what was typed is locked first, and a slow line holds nobody here for long.
document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('a[href]:not([data-exit])');
  if (!link || !typed() || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const enough = new Promise((fulfil) => setTimeout(fulfil, PATIENCE));
  await Promise.race([sendDraft(true).catch(() => {}), enough]);
  location.assign(link.href);
});

for (const kind of ['pointerdown', 'keydown', 'input']) addEventListener(kind, touched, true);
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && close());
addEventListener('pagehide', () => close());
document.addEventListener('click', (event) => event.target.closest?.('[data-exit]') && close(), true);

show('closed');
