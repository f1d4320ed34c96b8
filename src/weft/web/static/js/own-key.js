// Opens what is only this browser's: from a passphrase or a passkey's secret, and the slots the server keeps, to keys
// nobody can read out.
// Knows no page. Raw roots and secrets are overwritten as soon as keys are made of them.

import { app } from './trusted.js';
import {
  EnvelopeAltered,
  PHRASE,
  checkParams,
  hkdf,
  keyFor,
  lp,
  openSlot,
  rootKeys,
  split,
  tidy,
  unhex,
  unlock,
  unpad,
} from './vault.js';

const NONE = new Uint8Array(0);

// What a slot says of how its passphrase is stretched. Throws DerivationTooWeak below the floor.
export function slotCost(slot) {
  if (slot.length !== 256 || slot[1] !== PHRASE) throw new EnvelopeAltered();
  const view = new DataView(slot.buffer, slot.byteOffset);
  const params = { m: view.getUint32(3), t: view.getUint32(7), p: slot[11] };
  checkParams(params);
  return { params, salt: slot.slice(12, 28) };
}

export function stretch(passphrase, salt, params) {
  const worker = new Worker(app.createScriptURL('/static/js/derive-worker.js'), { type: 'module' });
  const done = new Promise((fulfil, refuse) => {
    worker.onmessage = ({ data }) => (data.stretched ? fulfil(data.stretched) : refuse(new EnvelopeAltered()));
    worker.onerror = () => refuse(new EnvelopeAltered());
  });
  worker.postMessage({ passphrase: tidy(passphrase), salt, params });
  return done.finally(() => worker.terminate());
}

// The keys that grow from ROOT_E: kem and sig as pairs, archive and pin as keys to derive from.
export async function ownKeys(root) {
  const { kem, sig } = await rootKeys(root);
  const [archive, pin] = await Promise.all(
    ['archive', 'pin'].map(async (label) => {
      const raw = await hkdf(root, NONE, lp('root1', label));
      const key = await keyFor(raw);
      raw.fill(0);
      return key;
    }),
  );
  return { kem, sig, archive, pin };
}

// The roots before this one lie sealed under it, the newest of them first. Format: docs/formats/renewal.md.
export const ringKey = (root) => hkdf(root, NONE, lp('root1', 'keyring'));
export const ringPlace = (person) => lp('keyring1', unhex(person));

// The keys of earlier roots; none of a keyring that was altered, and what they opened then stays closed.
async function olderKeys(root, person, keyring) {
  if (!keyring?.length) return [];
  const roots = await unlock(await ringKey(root), 'own', ringPlace(person), keyring).then(unpad, () => NONE);
  const each = Array.from({ length: Math.floor(roots.length / 32) }, (_, at) => roots.subarray(32 * at, 32 * at + 32));
  const keys = await Promise.all(each.map(ownKeys));
  roots.fill(0);
  return keys;
}

// `slots` is a list of { id, slot } with the bytes of each; `older` of what it gives are the keys a keyring holds.
// Throws EnvelopeAltered if the passphrase opens none.
export async function openOwn(person, slots, passphrase, keyring = null) {
  for (const { id, slot } of slots.filter((one) => one.slot[1] === PHRASE)) {
    const { params, salt } = slotCost(slot);
    const stretched = await stretch(passphrase, salt, params);
    const secrets = await split(stretched);
    stretched.fill(0);
    const keys = await openFirst(person, [{ id, slot }], secrets, keyring);
    if (keys) return keys;
  }
  throw new EnvelopeAltered();
}

// The same from the secrets behind a passkey, whichever of these slots it was made for.
export async function openOwnByPasskey(person, slots, secrets, keyring = null) {
  const keys = await openFirst(person, slots, secrets, keyring);
  if (!keys) throw new EnvelopeAltered();
  return keys;
}

// The keys behind the first slot these secrets open, null where they open none. The secrets are overwritten.
async function openFirst(person, slots, secrets, keyring) {
  try {
    for (const { id, slot } of slots) {
      const root = await openSlot(slot, secrets.e, 'E', person, id).catch(altered);
      if (!root) continue;
      const keys = { ...(await ownKeys(root)), older: await olderKeys(root, person, keyring) };
      root.fill(0);
      return keys;
    }
    return null;
  } finally {
    for (const secret of Object.values(secrets)) secret.fill(0);
  }
}

function altered(error) {
  if (!(error instanceof EnvelopeAltered)) throw error;
}
