// A copy of what is open on a page, made in the page: a plain one to read, or a folder locked under a new phrase.
// Formats: docs/formats/export.md. The server is asked only for the page that opens such a folder, which is everybody's.
import { stretch } from './own-key.js';
import { $ } from './own-page.js';
import { concat, hkdf, lock, lp, pad, random, u32, u64, u8, utf8 } from './vault.js';
import { WORDS } from './words.js';

const COST = { m: 65536, t: 3, p: 1 };
const PIECE = 65536 - 4;
export const MAGIC = 'WEFTCOPY';
export const HEADER = 34;
const OPENER = '/yours/copy/opener';

// ---------------------------------------------------------------- a zip

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let left = byte;
  for (let at = 0; at < 8; at++) left = left & 1 ? (left >>> 1) ^ 0xedb88320 : left >>> 1;
  return left;
});
export const crc = (bytes) => ~bytes.reduce((sum, byte) => TABLE[(sum ^ byte) & 255] ^ (sum >>> 8), -1) >>> 0;

const little = (...numbers) =>
  concat(...numbers.map(([number, length]) => Uint8Array.from({ length }, (_, at) => (number >>> (8 * at)) & 255)));

async function packed(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Every entry says 1980: when somebody took a copy is nobody's business.
export async function zipped(files) {
  const [parts, list] = [[], []];
  let at = 0;
  for (const [name, bytes] of files) {
    const [called, small] = [utf8(name), await packed(bytes)];
    const said = little([20, 2], [0, 2], [8, 2], [0, 2], [33, 2], [crc(bytes), 4], [small.length, 4], [bytes.length, 4], [called.length, 2], [0, 2]);
    const local = concat(little([0x04034b50, 4]), said, called, small);
    list.push(concat(little([0x02014b50, 4], [20, 2]), said, little([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), called));
    parts.push(local);
    at += local.length;
  }
  const size = list.reduce((sum, one) => sum + one.length, 0);
  const end = little([0x06054b50, 4], [0, 2], [0, 2], [list.length, 2], [list.length, 2], [size, 4], [at, 4], [0, 2]);
  return concat(...parts, ...list, end);
}

// ---------------------------------------------------------------- copy.weft

export const newPhrase = () => [...crypto.getRandomValues(new Uint16Array(6))].map((one) => WORDS[one & 2047]).join(' ');

export const aadOf = (header, place, last) => lp('copy1', header, u64(place), u8(Number(last)));

export async function locked(bytes, phrase) {
  const salt = random(16);
  const header = concat(utf8(MAGIC), u8(1), u32(COST.m), u32(COST.t), u8(COST.p), salt);
  const stretched = await stretch(phrase, salt, COST);
  const key = await hkdf(stretched, new Uint8Array(0), lp('copy1'));
  stretched.fill(0);
  const frames = [header];
  for (let here = 0, place = 0, last = 0; !last; here += PIECE, place++) {
    last = Number(here + PIECE >= bytes.length);
    const frame = await lock(key, 'export', aadOf(header, place, last), pad(bytes.slice(here, here + PIECE)));
    frames.push(u32(frame.length), frame);
  }
  key.fill(0);
  return concat(...frames);
}

// ---------------------------------------------------------------- what stands in it

const STYLE = `:root{color-scheme:light dark;--ground:#EBEDE8;--ink:#1B2026;--ink-2:#454C52;--rule:#727975}
@media (prefers-color-scheme:dark){:root{--ground:#15181C;--ink:#E7E8E3;--ink-2:#B4BAB8;--rule:#7C848A}}
html{background:var(--ground);color:var(--ink);font:400 1rem/1.5 "Gill Sans Nova","Trebuchet MS",Ubuntu,Calibri,sans-serif}
body{margin:0 auto;max-width:36rem;padding:3rem 1.25rem}
h1{font-weight:500;font-size:1.75rem;line-height:2.125rem}h2{font-weight:500;font-size:1rem;margin:3rem 0 0}
h3{font-weight:400;font-size:.875rem;color:var(--ink-2);margin:1.25rem 0 .25rem}
p{font:400 1.375rem/1.875rem Charter,"Bitstream Charter",Cambria,Georgia,serif;margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
@media print{html{background:none}}`;

const safe = (text) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

const chapter = ({ title, said }) =>
  `<h2>${safe(title)}</h2>\n${said.map(({ by, text }) => `${by && `<h3>${safe(by)}</h3>\n`}<p>${safe(text)}</p>`).join('\n')}`;

// `chapters` is a list of { title, said: [{ by, text }] }. The page loads nothing and runs nothing.
export const book = (title, chapters) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer"><title>${safe(title)}</title><style>${STYLE}</style></head><body>
<h1>${safe(title)}</h1>
${chapters.map(chapter).join('\n')}
</body></html>
`;

const quoted = (text) => text.split('\n').map((line) => `> ${line}`).join('\n');

export const markdown = (title, chapters) =>
  [`# ${title}`, ...chapters.flatMap((one) => [`## ${one.title}`, ...one.said.flatMap(({ by, text }) => [quoted(text), by])])]
    .filter(Boolean)
    .join('\n\n') + '\n';

// `about` says of what it is a copy and whose: { what, person }. With it in words.json a copy can be brought back.
export async function folder(title, chapters, phrase, about) {
  const words = { format: 'weft-own-copy', version: 1, ...about, chapters };
  const inside = await zipped([
    ['book.html', utf8(book(title, chapters))],
    ['words.md', utf8(markdown(title, chapters))],
    ['words.json', utf8(JSON.stringify(words, null, 1))],
  ]);
  const how = { cache: 'no-store', redirect: 'error', integrity: $('copy').dataset.opener };
  const opener = new Uint8Array(await (await fetch(OPENER, how)).arrayBuffer());
  return zipped([
    ['README.txt', utf8(`${title}\n\nopen.html opens copy.weft in any browser, without Weft and without a network.\nIt asks for the six words that were shown when this copy was made.\n`)],
    ['open.html', opener],
    ['copy.weft', await locked(inside, phrase)],
  ]);
}

export function save(name, type, bytes) {
  const link = Object.assign(document.createElement('a'), { download: name, href: URL.createObjectURL(new Blob([bytes], { type })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// ---------------------------------------------------------------- the part of the page

let phrase = '';

export function forget() {
  phrase = '';
  for (const id of ['phrase', 'copying']) $(id).replaceChildren();
  $('copy-phrase').hidden = true;
  $('copy-locked').firstChild.data = 'Lock it with a new phrase ';
  $('copy-locked').lastElementChild.textContent = 'six words, for you alone';
}

// The first press shows the phrase, the second saves.
async function lockAway(name, title, chapters, about) {
  if (!phrase) {
    phrase = $('phrase').textContent = newPhrase();
    $('copy-phrase').hidden = false;
    $('copy-locked').firstChild.data = 'I have written it down ';
    $('copy-locked').lastElementChild.textContent = 'save the locked copy on this device';
    return;
  }
  $('copying').textContent = 'Locking it. This takes a few seconds.';
  save(`${name}.zip`, 'application/zip', await folder(title, await chapters(), phrase, about()));
  $('copying').textContent = 'Given to this browser to save.';
}

// `doing` runs the page's own work and says what goes wrong; `chapters` gives what is open on it just now.
export function connect({ name, title, chapters, doing, about }) {
  $('copy').addEventListener('submit', (event) => {
    event.preventDefault();
    doing(() => lockAway(name, title, chapters, about));
  });
  $('copy-plain').addEventListener('click', () =>
    doing(async () => save(`${name}.html`, 'text/html', utf8(book(title, await chapters())))),
  );
}
