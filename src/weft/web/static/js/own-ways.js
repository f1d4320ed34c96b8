// How a page of tier E is opened: by the passphrase typed on it, or by a passkey that keeps a secret for us.
// Neither is sent anywhere, nor what a passkey signs for it; the key is made here. Knows nothing of what the page holds.
import { openOwn, openOwnByPasskey } from './own-key.js';
import { $, Trouble, ask, greeted } from './own-page.js';
import { possible, secretsOf } from './passkey.js';
import { EnvelopeAltered, unbase64url } from './vault.js';

const SAY = {
  wrong: 'That passphrase doesn’t open this page. Try again; capitals and spaces count.',
  unused: 'No passkey was used. Your passphrase opens this page the same.',
  unable: 'This passkey keeps no secret for us on this device. Your passphrase opens this page the same.',
  other: 'This passkey doesn’t open this page any more. Your passphrase does.',
};

const passkeys = ({ slots }) => slots.filter(({ credential }) => credential);

// The button is there where it can do something: this account has a passkey, and this browser knows what one is.
greeted.then((told) => {
  $('by-passkey').hidden = !(told && possible() && passkeys(told).length);
});

async function secrets() {
  $('progress').textContent = 'Your device asks for you.';
  const known = passkeys((await greeted) ?? (await ask('/notebook/ways')));
  const found = await secretsOf(known.map(({ credential }) => unbase64url(credential))).catch(() => {
    throw new Trouble(SAY.unused);
  });
  if (!found) throw new Trouble(SAY.unable);
  return found;
}

// This person's keys, by what was pressed: the button for a passkey, or else the passphrase, taken out of its field.
// Null if the page was hidden meanwhile. Throws Trouble with a sentence for people.
export async function keysBy({ submitter }) {
  const passphrase = $('passphrase').value;
  $('passphrase').value = '';
  const given = submitter?.id === 'by-passkey' ? await secrets() : null;
  if (!given) $('progress').textContent = 'Working the key out. This takes a few seconds.';
  const told = await ask('/notebook/ways');
  const { person } = told;
  const ways = (given ? passkeys(told) : told.slots).map(({ id, slot }) => ({ id, slot: unbase64url(slot) }));
  const ring = unbase64url(told.keyring);
  try {
    const keys = await (given ? openOwnByPasskey(person, ways, given, ring) : openOwn(person, ways, passphrase, ring));
    return document.visibilityState === 'hidden' ? null : { ...keys, person };
  } catch (error) {
    throw error instanceof EnvelopeAltered ? new Trouble(given ? SAY.other : SAY.wrong) : error;
  }
}
