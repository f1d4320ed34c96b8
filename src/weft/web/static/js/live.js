// Keeps an open page true: told to look, it fetches this page again and lays it over what is here, never over
// a field someone writes in. Posts form[data-live] so too; the words stay if that fails. See decision 0006.
import { hint } from './clock.js';
import { app } from './trusted.js';
import { Idiomorph } from './vendor/idiomorph.js';

const SILENCE = 20000; // ms; the server beats every 15 s
const FIELD = 'textarea,select,input:not([type=hidden])';
const root = document.documentElement;
const touched = new WeakSet();
let stream, ended, silence;
let tag, again, busy = 0, laid = 0;
let unsaved; // a form whose words are only here, and its button

const live = () => document.body?.dataset.live !== undefined; // exit.js takes the body away
const written = (node) =>
  node.matches?.(FIELD) && (touched.has(node) || node.value !== (node.defaultValue ?? node.value));
const holdsWords = (node) => written(node) || [...(node.querySelectorAll?.(FIELD) ?? [])].some(written);

const callbacks = {
  beforeNodeMorphed: (node) => !written(node) && !(node === document.activeElement && node.matches(FIELD)),
  beforeNodeRemoved: (node) => !holdsWords(node),
  beforeAttributeUpdated: (name, node) =>
    name !== 'style' && !(name === 'open' && node.localName === 'details') && !(unsaved && 'unsaved' in node.dataset),
};

function lay(page) {
  if (!document.body) return;
  const next = new DOMParser().parseFromString(app.createHTML(page), 'text/html');
  root.className = next.documentElement.className;
  Idiomorph.morph(document.body, next.body, { callbacks });
  laid++;
  listen();
}

// Lays an answer over the page it was asked from, unless something newer lies there, or goes where it leads.
async function show(answer, seen) {
  const to = new URL(answer.url);
  if (!answer.ok || to.pathname !== location.pathname) {
    if (['/sign-in', '/closed'].includes(to.pathname) || !holdsWords(document)) location.replace(to);
    return;
  }
  const page = await answer.text();
  if (laid !== (seen ?? laid)) return;
  tag = answer.headers.get('etag');
  lay(page);
}

function done() {
  if (!--busy && again) look();
}

async function look() {
  if (!live()) return;
  again = busy;
  if (again) return;
  busy++;
  try {
    const headers = tag ? { 'If-None-Match': tag } : {};
    const seen = laid;
    const answer = await fetch(location, { cache: 'no-store', headers });
    if (answer.status > 499) throw answer;
    if (answer.status !== 304) await show(answer, seen);
    delete root.dataset.lost;
  } catch {
    root.dataset.lost = '';
  }
  done();
}

async function send(form, button) {
  if (form.ariaBusy) return; // the same tap twice is one
  form.ariaBusy = true;
  busy++;
  try {
    const body = new URLSearchParams(new FormData(form, button));
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', body });
    if (!answer.ok || answer.url.endsWith('/sign-in')) throw answer;
    unsaved = undefined;
    form.reset();
    form.querySelector(':focus:not(button)')?.blur();
    await show(answer);
    form.ariaBusy = null;
  } catch {
    form.ariaBusy = null;
    keep(form, button);
  }
  done();
}

// A page without a line to say it posts as if we were not here.
function keep(form, button) {
  const line = document.querySelector('[data-unsaved]');
  if (!line) {
    form.removeAttribute('data-live');
    return form.requestSubmit(button);
  }
  unsaved = [form, button];
  line.hidden = false;
  again = true;
}

function listen() {
  clearTimeout(silence);
  if (!live() || document.hidden) return (stream = stream?.close());
  silence = setTimeout(come, SILENCE);
  if (ended || stream?.readyState < 2) return;
  stream = new EventSource('/live');
  for (const kind of ['clock', 'look', 'beat', 'end']) stream.addEventListener(kind, hear);
}

function hear({ type, data }) {
  if (type === 'clock') hint(data);
  ended = type === 'end';
  if (ended) stream.close();
  if (type !== 'beat') look();
  listen();
}

function come() {
  look();
  listen();
}

document.addEventListener('visibilitychange', () => {
  ended = false;
  if (document.hidden) listen();
  else come();
});
addEventListener('focus', look);
addEventListener('online', come);
addEventListener('input', ({ target }) => {
  for (const one of target.type === 'radio' ? target.form.elements : [target]) touched.add(one);
});
addEventListener('reset', ({ target }) => {
  for (const one of target.elements) touched.delete(one);
});
addEventListener('weft:ended', () => [100, 1000].forEach((wait) => setTimeout(look, wait)));
addEventListener('submit', (event) => {
  if (event.defaultPrevented || !event.target.matches('form[data-live]')) return;
  event.preventDefault();
  send(event.target, event.submitter);
});
addEventListener('click', ({ target }) => {
  if (unsaved && target.closest?.('[data-again]')) send(...unsaved);
});
listen();
