// A copy that a page of tier E made, opened again on this page: the zip, the lock, and what stands in it. All of it is
// looked at before any of it is believed, and nothing is sent anywhere. Format: docs/formats/export.md.
import { HEADER, MAGIC, aadOf, crc } from './own-copy.js';
import { stretch } from './own-key.js';
import { Trouble } from './own-page.js';
import { checkParams, concat, hex, hkdf, lp, sha256, unlock, unpad, utf8 } from './vault.js';

const MOST_FILE = 48 << 20;
const MOST_PLAIN = 64 << 20;
const MOST_FRAME = 65536 + 82;
const MOST_NOTES = 100000;
const MOST_TEXT = 32000;
const PIECE = 8000;
const OUTSIDE = ['README.txt', 'open.html', 'copy.weft'];
const INSIDE = ['book.html', 'words.md', 'words.json'];
const SAY = {
  foreign: 'This isn’t a copy that Weft made, so nothing was taken from it.',
  plain: 'This is a page to read. Only a copy that was locked with six words can be brought back.',
  server: 'The server made this copy, of what you two share. It is brought under Yours, and not here.',
  old: 'This copy was made to be read, before copies could be brought back. The page beside it opens it.',
  phrase: 'The phrase doesn’t open this copy, or the file was changed or cut short on its way.',
  newer: 'This copy was made by a newer Weft. Bring this one up to date first.',
  damaged: 'The file is damaged: it can’t be read to its end. Nothing was taken from it.',
  large: 'The file is larger than any copy of a notebook or of letters. Nothing was taken from it.',
};

const refuse = (why) => {
  throw new Trouble(SAY[why]);
};

// ---------------------------------------------------------------- the zip

// The files of a zip that has these and no others, each once, plain and no longer than it says.
async function unzipped(bytes, allowed) {
  const files = new Map();
  let left = MOST_PLAIN;
  for (const one of listed(bytes)) {
    if (!allowed.includes(one.name) || files.has(one.name)) refuse(one.name === 'copy.json' ? 'server' : 'foreign');
    if (one.size > left) refuse('large');
    left -= one.size;
    files.set(one.name, await unpacked(bytes, one));
  }
  return files;
}

// What the list at the end of a zip says is in it.
function listed(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = bytes.length - 22;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) refuse('damaged');
  const [many, start] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if (many > 3) refuse('foreign');
  const found = [];
  for (let at = start, left = many; left; left--) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) refuse('damaged');
    const [long, more, said] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const kind = view.getUint32(at + 38, true) >>> 28;
    if (view.getUint16(at + 8, true) & 1 || ![0, 8].includes(kind)) refuse('foreign');
    found.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + long)),
      how: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      begins: view.getUint32(at + 42, true),
    });
    at += 46 + long + more + said;
  }
  return found;
}

async function unpacked(bytes, { how, crc: said, packed, size, begins }) {
  if (begins + 30 > bytes.length) refuse('damaged');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const from = begins + 30 + view.getUint16(begins + 26, true) + view.getUint16(begins + 28, true);
  const raw = bytes.subarray(from, from + packed);
  if (raw.length !== packed || ![0, 8].includes(how)) refuse('damaged');
  const plain = how ? await inflated(raw, size) : raw;
  return plain.length === size && crc(plain) === said ? plain : refuse('damaged');
}

// No more than was announced, whatever lies there.
async function inflated(raw, size) {
  const reader = new Blob([raw]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  for (let length = 0; ; ) {
    const { done, value } = await reader.read().catch(() => refuse('damaged'));
    if (done) return concat(...parts);
    length += value.length;
    if (length > size) refuse('damaged');
    parts.push(value);
  }
}

// ---------------------------------------------------------------- the lock

async function unlocked(raw, phrase) {
  const header = raw.subarray(0, HEADER);
  if (raw.length < HEADER) refuse('damaged');
  if (header[8] !== 1) refuse('newer');
  const view = new DataView(raw.buffer, raw.byteOffset, HEADER);
  const params = { m: view.getUint32(9), t: view.getUint32(13), p: header[17] };
  try {
    checkParams(params);
    const stretched = await stretch(phrase, header.slice(18), params);
    const key = await hkdf(stretched, new Uint8Array(0), lp('copy1'));
    stretched.fill(0);
    return await frames(raw, header, key).finally(() => key.fill(0));
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble(SAY.phrase);
  }
}

async function frames(raw, header, key) {
  const [pieces, view] = [[], new DataView(raw.buffer, raw.byteOffset, raw.length)];
  for (let here = HEADER, place = 0; here < raw.length || !place; place++) {
    const size = here + 4 <= raw.length ? view.getUint32(here) : MOST_FRAME + 1;
    const frame = raw.slice(here + 4, here + 4 + size);
    if (size > MOST_FRAME || frame.length !== size) refuse('phrase');
    here += 4 + size;
    pieces.push(unpad(await unlock(key, 'export', aadOf(header, place, here === raw.length), frame)));
  }
  return concat(...pieces);
}

// ---------------------------------------------------------------- what stands in it

const starts = (bytes, text) => utf8(text).every((byte, at) => bytes[at] === byte);

// The words of a copy, from the file and its phrase. Throws Trouble with the reason; nothing has changed then.
export async function opened(file, phrase) {
  if (file.size > MOST_FILE) refuse('large');
  let raw = new Uint8Array(await file.arrayBuffer());
  if (starts(raw, '<!doctype')) refuse('plain');
  if (starts(raw, 'PK')) raw = (await unzipped(raw, OUTSIDE)).get('copy.weft') ?? refuse('foreign');
  if (!starts(raw, MAGIC)) refuse('foreign');
  const files = await unzipped(await unlocked(raw, phrase), INSIDE);
  return said(files.get('words.json') ?? refuse(files.has('words.md') ? 'old' : 'foreign'));
}

function said(raw) {
  let told;
  try {
    told = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch {
    refuse('damaged');
  }
  if (told?.format !== 'weft-own-copy') refuse('foreign');
  if (!Number.isInteger(told.version) || told.version > 1) refuse('newer');
  const sound = ['notebook', 'letters'].includes(told.what) && isId(told.person) && Array.isArray(told.chapters);
  if (!sound || told.chapters.length > MOST_NOTES || !told.chapters.every(told.what === 'notebook' ? isNote : isChapter)) refuse('damaged');
  return told;
}

const isId = (text) => typeof text === 'string' && /^[0-9a-f]{32}$/.test(text);
const isText = (text) => typeof text === 'string' && utf8(text).length <= MOST_TEXT + 768;
const isSaid = (one) => isText(one?.by) && isText(one?.text);
const isChapter = (one) => isText(one?.title) && Array.isArray(one.said) && one.said.length <= 256 && one.said.every(isSaid);
const isNote = (one) => isChapter(one) && one.said.length === 1 && isId(one.id) && Number.isInteger(one.at) && one.at >= 0 && one.at < 2 ** 40;

// ---------------------------------------------------------------- as notes

const named = async (...parts) => hex((await sha256(utf8(JSON.stringify(parts)))).slice(0, 16));

// The notes of a copy that are not here yet. A note that was changed since keeps its newer words, and the older ones come
// beside it; what was sealed comes as notes to read. Brought again, the same copy has nothing new.
export async function freshNotes(copy, here, now) {
  const each = copy.what === 'notebook' ? copy.chapters.map((one) => [one.id, one.at, one.said[0].text]) : await pieces(copy, now);
  const fresh = [];
  for (const [id, at, text] of each) {
    const known = here.get(id);
    if (known?.text === text) continue;
    const other = known ? await named('brought', id, text) : id;
    if (!here.has(other)) fresh.push({ id: other, kind: 'note', at, text });
  }
  return fresh;
}

async function pieces(copy, now) {
  const found = [];
  for (const { title, said: each } of copy.chapters) {
    for (const { by, text } of each) {
      for (let from = 0; !from || from < text.length; from += PIECE) {
        const words = [title, by, '', text.slice(from, from + PIECE)].join('\n');
        found.push([await named(copy.what, words, from), now, words]);
      }
    }
  }
  return found;
}
