// The browser's half of the vault: the same bytes as src/weft/vault, by WebCrypto. Formats: docs/formats.
// Whatever cannot be opened exactly as it was locked throws EnvelopeAltered, whatever the reason.

export class EnvelopeAltered extends Error {}
export class CodeMistyped extends Error {}
export class DerivationTooWeak extends Error {}

const { subtle } = crypto;
const NONE = new Uint8Array(0);
const NONCE = new Uint8Array(12);
const VERSION = Uint8Array.of(1, 1);

// ---------------------------------------------------------------- bytes

export const utf8 = (text) => new TextEncoder().encode(text);
export const random = (length) => crypto.getRandomValues(new Uint8Array(length));
export const u8 = (number) => Uint8Array.of(number);
export const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
export const unbase64url = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

export function u32(number) {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, number);
  return out;
}

export function u64(number) {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(number));
  return out;
}

export function concat(...parts) {
  const out = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

// Each part as its length and its bytes, so that no two lists of parts give the same bytes.
export function lp(...parts) {
  return concat(
    ...parts.flatMap((part) => {
      const raw = typeof part === 'string' ? utf8(part) : part;
      return [u32(raw.length), raw];
    }),
  );
}

export const sha256 = async (bytes) => new Uint8Array(await subtle.digest('SHA-256', bytes));

function same(a, b) {
  let differs = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) differs |= a[at] ^ b[at];
  return differs === 0;
}

async function refusing(work) {
  try {
    return new Uint8Array(await work());
  } catch {
    throw new EnvelopeAltered();
  }
}

// ---------------------------------------------------------------- HKDF (RFC 5869)

// A key that must not lie about in memory is taken in once, and then used wherever a raw one could be.
export const keyFor = (raw) => subtle.importKey('raw', raw, 'HKDF', false, ['deriveBits']);

export async function hkdf(key, salt, info, length = 32) {
  const from = key instanceof CryptoKey ? key : await keyFor(key);
  return new Uint8Array(await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, from, 8 * length));
}

// ---------------------------------------------------------------- envelope

async function keys(key, purpose, salt, bound) {
  if (!(key instanceof CryptoKey) && key.length !== 32) throw new EnvelopeAltered();
  const okm = await hkdf(key, salt, lp('env1', purpose, await sha256(bound)), 64);
  const gcm = await subtle.importKey('raw', okm.slice(0, 32), 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { gcm, commit: okm.slice(32) };
}

export async function lock(key, purpose, aad, plain, salt = random(32)) {
  const header = concat(VERSION, salt);
  const bound = concat(header, aad);
  const { gcm, commit } = await keys(key, purpose, salt, bound);
  const sealed = await subtle.encrypt({ name: 'AES-GCM', iv: NONCE, additionalData: bound }, gcm, plain);
  return concat(header, commit, new Uint8Array(sealed));
}

export async function unlock(key, purpose, aad, envelope) {
  if (envelope.length < 82 || !same(envelope.slice(0, 2), VERSION)) throw new EnvelopeAltered();
  const bound = concat(envelope.slice(0, 34), aad);
  const { gcm, commit } = await keys(key, purpose, envelope.slice(2, 34), bound);
  if (!same(commit, envelope.slice(34, 66))) throw new EnvelopeAltered();
  return refusing(() =>
    subtle.decrypt({ name: 'AES-GCM', iv: NONCE, additionalData: bound }, gcm, envelope.slice(66)),
  );
}

// ---------------------------------------------------------------- padding, entry keys

function paddedSize(framed, least) {
  if (framed <= 65536) {
    let size = least;
    while (size < framed) size *= 2;
    return size;
  }
  const exponent = Math.floor(Math.log2(framed));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(framed / step) * step;
}

export function pad(plain, least = 256) {
  const out = new Uint8Array(paddedSize(plain.length + 4, least));
  out.set(concat(u32(plain.length), plain));
  return out;
}

export function unpad(padded) {
  const end = padded.length < 4 ? Infinity : 4 + new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) throw new EnvelopeAltered();
  return padded.slice(4, end);
}

const dekKey = async (key) =>
  subtle.importKey('raw', await hkdf(key, NONE, lp('dek')), 'AES-GCM', false, ['encrypt', 'decrypt']);

export async function lockDek(key, aad, dek, nonce = random(12)) {
  const sealed = await subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, await dekKey(key), dek);
  return concat(nonce, new Uint8Array(sealed));
}

export async function unlockDek(key, aad, wrapped) {
  if (wrapped.length !== 60) throw new EnvelopeAltered();
  const gcm = await dekKey(key);
  const how = { name: 'AES-GCM', iv: wrapped.slice(0, 12), additionalData: aad };
  return refusing(() => subtle.decrypt(how, gcm, wrapped.slice(12)));
}

// ---------------------------------------------------------------- X25519 and Ed25519 from raw bytes

const PKCS8 = { X25519: '302e020100300506032b656e04220420', Ed25519: '302e020100300506032b657004220420' };
const USES = { X25519: ['deriveBits'], Ed25519: ['sign'] };

// WebKit on Linux takes no private key whose first byte is zero. X25519 passes over that byte's three lowest bits
// (RFC 7748, 5), so the same key has another spelling; for Ed25519 newRoot draws again.
function imported(name, raw) {
  return name === 'X25519' && raw[0] === 0 ? concat(Uint8Array.of(1), raw.subarray(1)) : raw;
}

// The public half is read from an extractable twin; the key that stays is not extractable.
async function keyPair(name, raw) {
  const pkcs8 = concat(unhex(PKCS8[name]), imported(name, raw));
  const [key, twin] = await Promise.all(
    [false, true].map((open) => subtle.importKey('pkcs8', pkcs8, { name }, open, USES[name])),
  );
  return { key, public: unbase64url((await subtle.exportKey('jwk', twin)).x) };
}

export const x25519 = (raw) => keyPair('X25519', raw);
export const ed25519 = (raw) => keyPair('Ed25519', raw);

export async function agree(key, publicRaw) {
  const other = await subtle.importKey('raw', publicRaw, { name: 'X25519' }, false, []);
  return new Uint8Array(await subtle.deriveBits({ name: 'X25519', public: other }, key, 256));
}

export const sign = async (pair, statement) => new Uint8Array(await subtle.sign('Ed25519', pair.key, statement));

export async function verify(publicRaw, statement, signature) {
  const good = await refusing(async () => {
    const key = await subtle.importKey('raw', publicRaw, { name: 'Ed25519' }, false, ['verify']);
    return [Number(await subtle.verify('Ed25519', key, signature, statement))];
  });
  if (!good[0]) throw new EnvelopeAltered();
}

// ---------------------------------------------------------------- HPKE base mode (RFC 9180; 0x0020, 0x0001, 0x0002)

const KEM = concat(utf8('KEM'), Uint8Array.of(0, 0x20));
const HPKE = concat(utf8('HPKE'), Uint8Array.of(0, 0x20, 0, 1, 0, 2));

async function hmac(key, message) {
  // WebCrypto takes no empty key; 32 zeros are the same key to HMAC.
  const raw = key.length ? key : new Uint8Array(32);
  const from = await subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', from, message));
}

const labeledExtract = (suite, salt, label, ikm) => hmac(salt, concat(utf8('HPKE-v1'), suite, utf8(label), ikm));

// At most 32 bytes are ever asked for, which is one block of HKDF-Expand.
async function labeledExpand(suite, prk, label, info, length) {
  const labeled = concat(Uint8Array.of(0, length), utf8('HPKE-v1'), suite, utf8(label), info, u8(1));
  return (await hmac(prk, labeled)).slice(0, length);
}

export async function kemShared(dh, encapsulated, publicRaw) {
  const prk = await labeledExtract(KEM, NONE, 'eae_prk', dh);
  return labeledExpand(KEM, prk, 'shared_secret', concat(encapsulated, publicRaw), 32);
}

async function hpkeKeys(shared, info) {
  const context = concat(
    u8(0),
    await labeledExtract(HPKE, NONE, 'psk_id_hash', NONE),
    await labeledExtract(HPKE, NONE, 'info_hash', info),
  );
  const secret = await labeledExtract(HPKE, shared, 'secret', NONE);
  const raw = await labeledExpand(HPKE, secret, 'key', context, 32);
  return {
    gcm: await subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']),
    iv: await labeledExpand(HPKE, secret, 'base_nonce', context, 12),
  };
}

export async function wrap(publicRaw, secret, info) {
  return refusing(async () => {
    const ephemeral = await x25519(random(32));
    const shared = await kemShared(await agree(ephemeral.key, publicRaw), ephemeral.public, publicRaw);
    const { gcm, iv } = await hpkeKeys(shared, info);
    return concat(ephemeral.public, new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv }, gcm, secret)));
  });
}

export async function unwrap(pair, wrapped, info) {
  if (wrapped.length !== 80) throw new EnvelopeAltered();
  return refusing(async () => {
    const encapsulated = wrapped.slice(0, 32);
    const shared = await kemShared(await agree(pair.key, encapsulated), encapsulated, pair.public);
    const { gcm, iv } = await hpkeKeys(shared, info);
    return subtle.decrypt({ name: 'AES-GCM', iv }, gcm, wrapped.slice(32));
  });
}

// ---------------------------------------------------------------- roots

const grow = (root, label) => hkdf(root, NONE, lp('root1', label));

// A root nobody has had before, whose signing key every browser takes.
export async function newRoot() {
  const root = random(32);
  return (await grow(root, 'sig'))[0] === 0 ? newRoot() : root;
}

export async function rootKeys(root) {
  return { kem: await x25519(await grow(root, 'kem')), sig: await ed25519(await grow(root, 'sig')) };
}

export async function publicsOf(rootS, rootE) {
  const [s, e] = [await rootKeys(rootS), await rootKeys(rootE)];
  return { kem_s: s.kem.public, sig_s: s.sig.public, kem_e: e.kem.public, sig_e: e.sig.public };
}

export const fingerprint = (publics) =>
  sha256(lp('fingerprint1', publics.kem_s, publics.sig_s, publics.kem_e, publics.sig_e));

// ---------------------------------------------------------------- derivation

export const tidy = (passphrase) =>
  passphrase
    .normalize('NFKC')
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/^ | $/g, '');

// The floor is here and not on the server, so that no server can ask for less.
export function checkParams({ m, t, p }) {
  const strong = (m >= 46 * 1024 && t >= 1) || (m >= 19 * 1024 && t >= 2);
  if (!(strong && m <= 1024 * 1024 && t <= 16 && p === 1)) throw new DerivationTooWeak();
}

// Three secrets from one: auth recognises, s opens ROOT_S, e opens ROOT_E and never travels.
export async function split(stretched) {
  const [auth, s, e] = await Promise.all(['auth', 'S', 'E'].map((part) => hkdf(stretched, NONE, lp('derive1', part))));
  return { auth, s, e };
}

// ---------------------------------------------------------------- codes

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const toNumber = (bytes) => BigInt(`0x${hex(bytes)}`);

async function codeCheck(raw) {
  const digest = await sha256(lp('code1', raw));
  return BigInt(((digest[0] << 8) | digest[1]) >> 6);
}

export async function newCode() {
  const raw = random(17);
  raw[0] &= 3;
  return showCode(raw);
}

export async function showCode(raw) {
  let number = (toNumber(raw) << 10n) | (await codeCheck(raw));
  let letters = '';
  for (let at = 0; at < 28; at++) {
    letters = ALPHABET[Number(number & 31n)] + letters;
    number >>= 5n;
  }
  return letters.match(/.{4}/g).join('-');
}

export const plainLetters = (text) =>
  text
    .replace(/[ \t\r\n.\u00a0–—-]/g, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

export async function readCode(text) {
  const letters = plainLetters(text);
  if (letters.length !== 28 || [...letters].some((letter) => !ALPHABET.includes(letter))) throw new CodeMistyped();
  const number = [...letters].reduce((total, letter) => (total << 5n) | BigInt(ALPHABET.indexOf(letter)), 0n);
  const raw = unhex((number >> 10n).toString(16).padStart(34, '0'));
  if ((number & 1023n) !== (await codeCheck(raw))) throw new CodeMistyped();
  return raw;
}

export async function deriveCode(text) {
  const stretched = await hkdf(await readCode(text), NONE, lp('recovery1'));
  return { ...(await split(stretched)), lookup: await hkdf(stretched, NONE, lp('recovery1', 'lookup'), 16) };
}

// ---------------------------------------------------------------- slots

export const PHRASE = 1;
export const RECOVERY = 3;
const HEADER = 96;

// What 0.1.0 made is of version 1. From 2 on a wrap is bound to the secret itself, so that no other root can be put in.
const SLOT = 2;

const slotPair = async (version, secret, tier) => x25519(await hkdf(secret, NONE, lp(`slot${version}`, tier)));

async function slotInfo(header, person, slotId, secret, tier) {
  const proof = header[0] === 1 ? [] : [await hkdf(secret, NONE, lp('slot2', 'proof', tier))];
  return lp('slot', unhex(person), unhex(slotId), tier, u8(header[0]), await sha256(header), ...proof);
}

// `secrets` has s and e; params and salt are for a phrase only.
export async function makeSlot(type, secrets, params, salt, rootS, rootE, person, slotId, day) {
  const [s, e] = [await slotPair(SLOT, secrets.s, 'S'), await slotPair(SLOT, secrets.e, 'E')];
  const { m, t, p } = params ?? { m: 0, t: 0, p: 0 };
  const kdf = type === PHRASE ? 1 : 2;
  const stretch = concat(Uint8Array.of(SLOT, type, kdf), u32(m), u32(t), u8(p), salt ?? new Uint8Array(16));
  const header = concat(stretch, s.public, e.public, u32(day));
  return concat(
    header,
    await wrap(s.public, rootS, await slotInfo(header, person, slotId, secrets.s, 'S')),
    await wrap(e.public, rootE, await slotInfo(header, person, slotId, secrets.e, 'E')),
  );
}

export async function openSlot(slot, secret, tier, person, slotId) {
  const kdf = { [PHRASE]: 1, 2: 2, [RECOVERY]: 2 }[slot[1]];
  if (slot.length !== 256 || ![1, SLOT].includes(slot[0]) || !kdf || slot[2] !== kdf) throw new EnvelopeAltered();
  const header = slot.slice(0, HEADER);
  const wrapped = tier === 'S' ? slot.slice(HEADER, HEADER + 80) : slot.slice(HEADER + 80);
  const info = await slotInfo(header, person, slotId, secret, tier);
  return unwrap(await slotPair(slot[0], secret, tier), wrapped, info);
}

// ---------------------------------------------------------------- records

export const FIRST_PREV = new Uint8Array(32);

export const record = (log, seq, prev, entry, author, epoch, ctHash) =>
  lp('rec1', unhex(log), u64(seq), prev, unhex(entry), u8(author), u32(epoch), ctHash);

export const head = (statement, signature) => sha256(concat(statement, signature));
