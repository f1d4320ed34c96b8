// Adding a passkey: the form #way-passkey. The passphrase of now opens both roots here; they are sealed to the secret
// the passkey gives.
import { Said, ask, askUntilAnswered, connect, label, nextSubmit, progress, today } from './account.js';
import { PASSKEY, make, possible } from './passkey.js';
import * as vault from './vault.js';
import { openNow } from './ways.js';

const OLD = 'This browser knows no passkeys. Your passphrase opens everything here, as before.';
const UNABLE =
  'This device keeps no secret that could open your account, so its passkey cannot be a way in here. Nothing was kept. Another device may be able to; your passphrase is as good as it was.';
const HERE = 'This device has a passkey for your account already. One is enough.';
const NOT_MADE = 'No passkey was made. You can try once more, or leave it.';

async function made(form, asked) {
  await nextSubmit(form);
  try {
    return await make(asked);
  } catch (error) {
    throw new Said(error.name === 'InvalidStateError' ? HERE : NOT_MADE);
  }
}

async function addPasskey(form) {
  if (!possible()) throw new Said(OLD);
  const now = await openNow(form);
  const auth = vault.base64url(now.auth);
  const asked = await ask(`${form.getAttribute('action')}/ask`, { auth });
  progress(form, '');
  form.querySelector('[data-first]').hidden = true;
  form.querySelector('[data-device]').hidden = false;
  form.querySelector('[data-device] h1').focus();
  try {
    const { told, secrets } = await made(form, asked);
    if (!secrets) throw new Said(UNABLE);
    const slotId = vault.hex(vault.random(16));
    const slot = await vault.makeSlot(
      PASSKEY, secrets, null, null, now.rootS, now.rootE, now.person, slotId, today(),
    );
    const facts = {
      ...told,
      auth,
      secret_s: vault.base64url(secrets.s),
      slots: [
        { type: PASSKEY, slot_id: slotId, bytes: vault.base64url(slot), auth: vault.base64url(secrets.auth) },
      ],
      label: label(),
    };
    return await askUntilAnswered(form, form.action, facts, 'Adding it.');
  } finally {
    form.querySelector('[data-first]').hidden = false;
    form.querySelector('[data-device]').hidden = true;
  }
}

connect(document.getElementById('way-passkey'), addPasskey);
