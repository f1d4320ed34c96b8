// Signing in with a passkey: the form #with-passkey, shown where the browser can. It names no account.
import { Said, ask, connect, label, progress } from './account.js';
import { possible, use } from './passkey.js';
import * as vault from './vault.js';

const NOT_USED = 'No passkey was used. Your name and passphrase open the same.';
const UNABLE = 'This passkey keeps no secret for us on this device. Your name and passphrase open the same.';

async function used(asked) {
  try {
    return await use(asked);
  } catch {
    throw new Said(NOT_USED);
  }
}

async function signIn(form) {
  const asked = await ask('/sign-in/passkey/ask', {});
  progress(form, 'Your device asks for you.');
  const { told, secrets } = await used(asked);
  if (!secrets) throw new Said(UNABLE);
  const facts = { ...told, auth: vault.base64url(secrets.auth), secret_s: vault.base64url(secrets.s), label: label() };
  return ask('/sign-in/passkey', facts);
}

const form = document.getElementById('with-passkey');
if (form && possible()) {
  form.hidden = false;
  connect(form, signIn);
}
