// The book of a year with its letters, made in the page that opens them. The server sends the book with a place for each
// letter and none of their words; they are set here, and the whole is saved by this browser.
// A server that lied could send a page that carries letters away. So it is looked through first: it may load nothing,
// run nothing, send nothing and lead nowhere but to its own places; else no word is put into it.
import { $, Trouble, ask } from './own-page.js';

const ODD = 'The book the server sent is not one that letters may be put into, so none were. Please tell whoever runs it.';
const HEAD = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; form-action 'none'; base-uri 'none'">
<meta name="referrer" content="no-referrer"><title>Weft</title>
<style>`;
const NECK = '</style></head><body>\n';
const TAGS = new Set(
  'a article b bdi blockquote div figcaption figure footer h1 h2 h3 header img li main nav ol p section span svg g path rect line circle defs pattern clippath mask use text tspan title desc lineargradient stop body html'.split(' '),
);
const TAG = /<\/?([a-z0-9]+)((?: [a-z][a-z0-9:-]*(?:="[^"<>]*")?)*) ?\/?>/gi;
const ATTRIBUTE = / ([a-z][a-z0-9:-]*)(?:="([^"]*)")?/gi;
const PLACE = /<!--letter (l-[0-9]+) (left|right)-->/g;
const PICTURE = /^data:image\/jpeg;base64,[A-Za-z0-9+/=]*$/;

function isSound(name, value = '') {
  const called = name.toLowerCase();
  if (called.startsWith('on') || ['style', 'ping'].includes(called)) return false;
  if (called === 'src') return PICTURE.test(value);
  return !called.endsWith('href') || value.startsWith('#');
}

function left(whole, tag, attributes) {
  const every = [...attributes.matchAll(ATTRIBUTE)];
  return TAGS.has(tag.toLowerCase()) && every.every(([, name, value]) => isSound(name, value)) ? '' : '<';
}

// Throws unless nothing in it could take along what is put into it.
export function check(html) {
  const neck = html.indexOf(NECK);
  const style = html.slice(HEAD.length, neck);
  const body = html.slice(neck + NECK.length).replace(PLACE, '').replace(TAG, left);
  if (!html.startsWith(HEAD) || neck < 0 || style.includes('<') || body.includes('<')) throw new Trouble(ODD);
}

const safe = (text) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

// `words` gives by key and side what goes into each place.
export function withLetters(html, words) {
  check(html);
  return html.replace(PLACE, (_, key, side) => safe(words[key]?.[side] ?? ''));
}

// `said` gives both letters of an exchange, this person's own and the other's.
async function made(year, said) {
  const { html, letters, side } = await ask(`/letters/book/${year}`);
  const words = {};
  for (const { key, id } of letters) {
    const [own, theirs] = await said(id);
    words[key] = side === 'left' ? { left: own, right: theirs } : { left: theirs, right: own };
  }
  return withLetters(html, words);
}

async function years() {
  const { years } = await ask('/letters/book');
  $('year').replaceChildren(...years.map((year) => Object.assign(document.createElement('option'), { textContent: year })));
  $('book-none').hidden = years.length > 0;
  $('book-made').hidden = !years.length;
}

export function connect({ show, said, save, doing }) {
  $('to-book').addEventListener('click', () =>
    doing(async () => {
      await years();
      show('book');
      $('book').querySelector('h1').focus();
    }),
  );
  $('book').addEventListener('submit', (event) => {
    event.preventDefault();
    const year = $('year').value;
    doing(async () => save(`book-${year}-with-letters.html`, 'text/html', await made(year, said)));
  });
}
