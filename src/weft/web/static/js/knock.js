// The form #knock: asks this browser whether it takes a knock before the choice is sent, and lets it go when there
// is to be none. Everything else on the page works without this script.
import { app } from './trusted.js';

const SCOPE = new URL('.', import.meta.url).pathname;
const form = document.getElementById('knock');

class Said extends Error {}

function say(which) {
  const line = document.getElementById('asked');
  line.textContent = document.getElementById(`asked-${which}`)?.textContent ?? '';
  line.hidden = !which;
}

function awake(registration) {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (worker.state === 'activated') return registration;
  return new Promise((done) => {
    worker.addEventListener('statechange', () => worker.state === 'activated' && done(registration));
  });
}

async function subscribe() {
  if (!navigator.serviceWorker || !window.PushManager || !window.Notification) throw new Said('cannot');
  if ((await Notification.requestPermission()) !== 'granted') throw new Said('refused');
  const address = app.createScriptURL(form.dataset.worker);
  const registration = await awake(await navigator.serviceWorker.register(address, { scope: SCOPE }));
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  return registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.card })
    .catch(() => {
      throw new Said('cannot');
    });
}

async function letGo() {
  const registration = await navigator.serviceWorker?.getRegistration(SCOPE);
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
  await registration?.unregister();
}

async function agree() {
  const { endpoint, keys } = (await subscribe()).toJSON();
  form.elements.endpoint.value = endpoint;
  form.elements.point.value = keys.p256dh;
  form.elements.secret.value = keys.auth;
}

let asking = false;

form?.addEventListener('submit', async (event) => {
  const { value } = form.elements.knock;
  if (value === 'kept' || !value) return;
  event.preventDefault();
  if (asking) return;
  asking = true;
  say('');
  try {
    await (value === 'here' ? agree() : letGo().catch(() => {}));
    form.submit();
  } catch (error) {
    say(error instanceof Said ? error.message : 'cannot');
  } finally {
    asking = false;
  }
});
