// Changing what opens one's own account: the forms #way-passphrase, #way-code and #way-mine.
// The passphrase of now opens both roots in this page; what is posted is built in one place, from derived secrets.
import {
  Said,
  ask,
  askUntilAnswered,
  connect,
  label,
  makeWaysIn,
  openAccount,
  passphraseOf,
  progress,
  stretch,
  value,
  writtenDown,
} from './account.js';
import * as notes from './notes.js';
import { ownKeys, ringKey, ringPlace, slotCost } from './own-key.js';
import * as vault from './vault.js';

const NOT_YOURS = 'That isn’t the passphrase of this account. Capitals and spaces count.';

async function secretsOf(form, passphrase, salt, params) {
  progress(form, 'Working the key out. This takes a few seconds.');
  const stretched = await stretch(vault.tidy(passphrase), salt, params);
  const secrets = await vault.split(stretched);
  stretched.fill(0);
  return { secrets, salt, params };
}

// Both roots, opened with the passphrase of now, and what the server knows that passphrase by.
export async function openNow(form) {
  const { person, slot, slotId } = form.dataset;
  const { params, salt } = slotCost(vault.unbase64url(slot));
  const { secrets } = await secretsOf(form, value(form, 'now'), salt, params);
  try {
    return { ...(await openAccount({ person, slot, slot_id: slotId }, secrets)), auth: secrets.auth, salt };
  } catch (error) {
    throw error instanceof vault.EnvelopeAltered ? new Said(NOT_YOURS, 'now') : error;
  }
}

// The new passphrase, stretched as this server asks of everyone today.
export async function newSecrets(form, passphrase, salt) {
  const { params } = await ask('/salt?name=');
  vault.checkParams(params);
  return secretsOf(form, passphrase, salt, params);
}

async function changePassphrase(form) {
  const passphrase = await passphraseOf(form, form.dataset.name);
  const now = await openNow(form);
  const derived = await newSecrets(form, passphrase, now.salt);
  const [phrase] = await makeWaysIn({ ...now, code: await vault.newCode() }, derived);
  const facts = {
    auth: vault.base64url(now.auth),
    secret_s: vault.base64url(derived.secrets.s),
    slots: [phrase],
  };
  return askUntilAnswered(form, form.action, facts, 'Changing the lock.');
}

let code = null;

async function changeCode(form) {
  const now = await openNow(form);
  code ??= { code: await vault.newCode() };
  const { s } = await vault.deriveCode(code.code);
  const none = { secrets: { auth: s, s, e: s }, salt: now.salt, params: { m: 0, t: 0, p: 0 } };
  const [, recovery] = await makeWaysIn({ ...now, code: code.code }, none);
  await writtenDown(form, code);
  const facts = { auth: vault.base64url(now.auth), secret_s: vault.base64url(s), slots: [recovery] };
  return askUntilAnswered(form, form.action, facts, 'Changing the lock.');
}

// ---------------------------------------------------------------- my account, mine

// What the roots before this one opened stays readable: they lie sealed under the newest, the newest of them first.

async function keyringWith({ person, keyring }, old, fresh) {
  const place = ringPlace(person);
  const before = keyring
    ? vault.unpad(await vault.unlock(await ringKey(old), 'own', place, vault.unbase64url(keyring)))
    : new Uint8Array(0);
  return vault.lock(await ringKey(fresh), 'own', place, vault.pad(vault.concat(old, before)));
}

const BOOK = 'Something in your notebook isn’t as you left it. Open it once and look, before the keys change.';

// The notebook under its new key: for every leaf what its own key is wrapped in, and what says that it is whole.
async function notebookWith(person, old, fresh) {
  const [key, next] = [old, fresh].map((keys) => notes.notebookKey(keys.archive, person));
  const [before, after, leaves] = [new Map(), new Map(), []];
  let part = null;
  do {
    part = await ask(`/notebook/leaves?after=${leaves.at(-1)?.id ?? ''}`);
    for (const [id, text] of part.leaves) {
      const locked = vault.unbase64url(text);
      const again = await notes.rewrapLeaf(key, next, id, locked);
      before.set(id, await vault.sha256(locked));
      after.set(id, await vault.sha256(again));
      leaves.push({ id, wrapped: vault.base64url(again.slice(0, 60)) });
    }
  } while (part.more);
  if (!part.rev) return { rev: 0, leaves, manifest: '' };
  await notes.checkManifest(key, part.rev, before, vault.unbase64url(part.manifest));
  const rev = part.rev + 1;
  return { rev, leaves, manifest: vault.base64url(await notes.lockManifest(next, rev, after)) };
}

async function notebookOf(person, rootOld, rootFresh) {
  try {
    return await notebookWith(person, await ownKeys(rootOld), await ownKeys(rootFresh));
  } catch (error) {
    throw error instanceof vault.EnvelopeAltered ? new Said(BOOK) : error;
  }
}

let fresh = null;

async function makeMine(form) {
  const passphrase = await passphraseOf(form, form.dataset.name);
  const now = await openNow(form);
  const derived = await newSecrets(form, passphrase, now.salt);
  fresh ??= {
    person: now.person,
    rootS: await vault.newRoot(),
    rootE: await vault.newRoot(),
    code: await vault.newCode(),
  };
  const publics = await vault.publicsOf(fresh.rootS, fresh.rootE);
  const slots = await makeWaysIn(fresh, derived);
  await writtenDown(form, fresh);
  const facts = {
    auth: vault.base64url(now.auth),
    secret_s: vault.base64url(derived.secrets.s),
    ...Object.fromEntries(Object.entries(publics).map(([key, raw]) => [key, vault.base64url(raw)])),
    slots,
    notebook: await notebookOf(now.person, now.rootE, fresh.rootE),
    keyring: vault.base64url(await keyringWith(form.dataset, now.rootE, fresh.rootE)),
    label: label(),
  };
  return askUntilAnswered(form, form.action, facts, 'Making new keys.');
}

for (const [id, work] of Object.entries({
  'way-passphrase': changePassphrase,
  'way-code': changeCode,
  'way-mine': makeMine,
})) {
  const form = document.getElementById(id);
  if (form) connect(form, work);
}
