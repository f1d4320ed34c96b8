// The form #fresh: the passphrase once more, before some acts. What is posted is made of it here; it never travels.
import { app } from './trusted.js';
import * as vault from './vault.js';

const SAY = {
  slow: 'This device could not work the key out, perhaps for want of memory. Closing other pages may help.',
  line: 'The server did not answer. Try again in a moment.',
};

function stretch(passphrase, salt, params) {
  const worker = new Worker(app.createScriptURL('derive-worker.js'), { type: 'module' });
  const done = new Promise((fulfil, refuse) => {
    worker.onmessage = ({ data }) => (data.stretched ? fulfil(data.stretched) : refuse(new Error(SAY.slow)));
    worker.onerror = () => refuse(new Error(SAY.slow));
  });
  worker.postMessage({ passphrase, salt, params });
  return done.finally(() => worker.terminate());
}

async function prove(form) {
  const { salt, memory, passes, lanes } = form.dataset;
  const params = { m: Number(memory), t: Number(passes), p: Number(lanes) };
  const typed = vault.tidy(form.elements.passphrase.value);
  const { auth } = await vault.split(await stretch(typed, vault.unbase64url(salt), params));
  const answer = await fetch('/fresh', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: vault.base64url(auth) }),
  }).catch(() => null);
  const told = await answer?.json().catch(() => null);
  if (!answer?.ok) throw new Error(told?.say ?? SAY.line);
}

const form = document.getElementById('fresh');
form?.addEventListener('submit', async (press) => {
  press.preventDefault();
  if (form.getAttribute('aria-busy')) return;
  const said = form.querySelector('[data-progress]');
  form.setAttribute('aria-busy', 'true');
  said.textContent = 'Working the key out. This takes a few seconds.';
  try {
    await prove(form);
    location.replace(form.dataset.then);
  } catch (no) {
    said.textContent = no.message;
    form.elements.passphrase.focus();
  }
  form.removeAttribute('aria-busy');
});
if (form) form.querySelector('.btn').disabled = false; // A press before this would have sent the form as it is.
