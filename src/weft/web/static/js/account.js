// Making an account, signing in and coming back with a code: the forms #make-account, #sign-in and #recover.
// The passphrase, the recovery code and every E secret stay in this page; what is posted is built in one place each.
import { app } from './trusted.js';
import * as vault from './vault.js';

const forms = { 'make-account': makeAccount, 'sign-in': signIn, recover };
const ORDINAL = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'];
const SAY = {
  old: 'This browser is too old to make keys on its own. A newer one, on any of your devices, will do.',
  plain: 'Keys can only be made over a secure connection (https). Whoever runs this server can set that up.',
  line: 'The server did not answer. Everything you typed is still here; try again in a moment.',
  weak: 'The server asked for a weaker key than Weft allows, so nothing was sent. Please tell whoever runs it.',
  slow: 'This device could not work the key out, perhaps for want of memory. Closing other pages may help.',
  code: 'The code has a slip in it. Compare it with your paper, group by group.',
  altered: 'What the server sent does not fit this code. Nothing was changed.',
};
const PHRASE = {
  short: 'Please use at least fifteen characters. Six words in a row are easy to remember.',
  long: 'Please keep it under five hundred characters.',
  common: 'Many people choose this one, so it would be tried first. Please pick something only you would think of.',
  plain: 'This repeats itself, so it would be tried early. Please pick something less regular.',
  name: 'Apart from your name there is too little left. Please add words that others would not guess.',
};

class Said extends Error {
  constructor(say, field = null) {
    super(say);
    this.field = field;
  }
}

// Perhaps the server did what was asked and only its answer was lost: asking the same again is always right.
class Unanswered extends Said {}

// ---------------------------------------------------------------- the page

const part = (form, name) => form.querySelector(`[data-${name}]`);
const field = (form, name) => form.querySelector(`#${name}`) ?? form.elements[name];
const value = (form, name) => field(form, name)?.value ?? '';

function progress(form, words) {
  part(form, 'progress').textContent = words;
}

function clearSay(form) {
  for (const said of form.querySelectorAll('p.wrong[data-said]')) said.remove();
  for (const one of form.querySelectorAll('[aria-invalid][data-marked]')) {
    one.removeAttribute('aria-invalid');
    one.setAttribute('aria-describedby', one.dataset.marked);
    if (!one.dataset.marked) one.removeAttribute('aria-describedby');
    delete one.dataset.marked;
  }
}

function say(form, words, at = null) {
  clearSay(form);
  const line = document.createElement('p');
  line.className = 'wrong';
  line.id = 'said-here';
  line.dataset.said = '';
  line.setAttribute('role', 'alert');
  line.textContent = words;
  if (!(at instanceof HTMLElement)) return part(form, 'progress').before(line);
  at.after(line);
  at.dataset.marked = at.getAttribute('aria-describedby') ?? '';
  at.setAttribute('aria-invalid', 'true');
  at.setAttribute('aria-describedby', line.id);
  at.focus();
}

function reveal(form, recovery) {
  part(form, 'first').hidden = recovery;
  part(form, 'recovery').hidden = !recovery;
  const heading = form.querySelector(recovery ? '[data-recovery] h1' : '[data-first] h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

const label = () =>
  (navigator.userAgentData?.mobile ?? matchMedia('(pointer: coarse)').matches) ? 'phone' : 'computer';

// ---------------------------------------------------------------- the server

async function ask(url, facts) {
  const how = facts && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(facts),
  };
  let answer, told;
  try {
    answer = await fetch(url, { credentials: 'same-origin', cache: 'no-store', ...how });
    told = await answer.json();
  } catch {
    throw new Unanswered(SAY.line);
  }
  if (answer.ok) return told;
  const Kind = answer.status === 429 || answer.status >= 500 ? Unanswered : Said;
  throw new Kind(told.say ?? SAY.line, told.field ?? null);
}

// Asks for what must happen once, and again with the very same facts at each press until there is an answer.
async function askUntilAnswered(form, url, facts, meanwhile) {
  for (;;) {
    progress(form, meanwhile);
    try {
      return await ask(url, facts);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      progress(form, '');
      say(form, error.message);
    }
    await nextSubmit(form);
    clearSay(form);
  }
}

function stretch(passphrase, salt, params) {
  const worker = new Worker(app.createScriptURL('derive-worker.js'), { type: 'module' });
  const done = new Promise((fulfil, refuse) => {
    const fail = () => refuse(new Said(SAY.slow));
    worker.onmessage = ({ data }) => (data.stretched ? fulfil(data.stretched) : fail());
    worker.onerror = fail;
  });
  worker.postMessage({ passphrase, salt, params });
  return done.finally(() => worker.terminate());
}

// The secrets behind a name and a passphrase, with the salt and cost they were made with.
async function derive(form, name, passphrase) {
  progress(form, 'Working the key out. This takes a few seconds.');
  const told = await ask(`/salt?${new URLSearchParams({ name })}`);
  vault.checkParams(told.params);
  const salt = vault.unbase64url(told.salt);
  if (salt.length !== 16) throw new vault.EnvelopeAltered();
  const stretched = await stretch(vault.tidy(passphrase), salt, told.params);
  const secrets = await vault.split(stretched);
  stretched.fill(0);
  return { secrets, salt, params: told.params };
}

// ---------------------------------------------------------------- passphrases

const bare = (text) => vault.tidy(text).toLowerCase().replace(/[\s!-/:-@[-`{-~]+/g, '');

function repeats(text) {
  return text !== '' && `${text}${text}`.indexOf(text, 1) <= Math.min(6, text.length - 1);
}

export async function sixWords() {
  const { WORDS } = await import('./lists.js');
  const drawn = crypto.getRandomValues(new Uint16Array(6));
  return [...drawn].map((number) => WORDS[number & 2047]).join(' ');
}

export async function complain(passphrase, name) {
  const phrase = vault.tidy(passphrase);
  const plain = bare(phrase);
  const own = bare(name);
  if ([...phrase].length < 15) return PHRASE.short;
  if ([...phrase].length > 512) return PHRASE.long;
  if ((await import('./lists.js')).COMMON.has(plain)) return PHRASE.common;
  if (new Set(plain).size < 5 || repeats(plain)) return PHRASE.plain;
  if ([...own].length >= 3 && [...plain.replaceAll(own, '')].length < 7) return PHRASE.name;
  return null;
}

async function passphraseOf(form, name) {
  const passphrase = value(form, 'passphrase');
  const complaint = await complain(passphrase, name);
  if (complaint) throw new Said(complaint, 'passphrase');
  return passphrase;
}

// ---------------------------------------------------------------- slots and the code

const today = () => Math.floor(Date.now() / 86400000);

// Both ways in to the same roots, as they are sent.
async function makeWaysIn({ person, rootS, rootE, code }, derived) {
  const recovery = await vault.deriveCode(code);
  const [phraseId, recoveryId] = [vault.hex(vault.random(16)), vault.hex(vault.random(16))];
  const { secrets, params, salt } = derived;
  const make = (type, from, cost, with_, id) =>
    vault.makeSlot(type, from, cost, with_, rootS, rootE, person, id, today());
  const phraseSlot = await make(vault.PHRASE, secrets, params, salt, phraseId);
  const recoverySlot = await make(vault.RECOVERY, recovery, null, null, recoveryId);
  return [
    {
      type: vault.PHRASE,
      slot_id: phraseId,
      bytes: vault.base64url(phraseSlot),
      auth: vault.base64url(secrets.auth),
    },
    {
      type: vault.RECOVERY,
      slot_id: recoveryId,
      bytes: vault.base64url(recoverySlot),
      auth: vault.base64url(recovery.auth),
      lookup: vault.base64url(recovery.lookup),
    },
  ];
}

function askBack(form, code) {
  part(form, 'recovery-code').textContent = code;
  const groups = code.split('-');
  const [first, second] = twoOf(groups.length);
  const wanted = [first, second].map((at) => {
    const id = `group-${at}`;
    const words = document.createElement('label');
    words.htmlFor = id;
    words.textContent = `Type the ${ORDINAL[at]} group`;
    const typed = document.createElement('input');
    Object.assign(typed, { id, className: 'field mine', autocomplete: 'off', spellcheck: false, maxLength: 8 });
    typed.setAttribute('autocapitalize', 'characters');
    typed.setAttribute('translate', 'no');
    return { at, words, typed, group: groups[at] };
  });
  part(form, 'recovery-check').replaceChildren(...wanted.flatMap(({ words, typed }) => [words, typed]));
  return wanted;
}

function twoOf(count) {
  const [a, b] = crypto.getRandomValues(new Uint8Array(2));
  const first = a % count;
  const second = (first + 1 + (b % (count - 1))) % count;
  return [first, second].sort((one, other) => one - other);
}

// Shows the code and waits until two groups of it were typed back, once for each code.
async function writtenDown(form, account) {
  progress(form, '');
  reveal(form, true);
  if (account.written) return;
  const wanted = askBack(form, account.code);
  for (;;) {
    await nextSubmit(form);
    const slip = wanted.find(({ typed, group }) => vault.plainLetters(typed.value) !== group);
    if (!slip) break;
    say(form, `That isn’t the ${ORDINAL[slip.at]} group. Look once more at what you wrote.`, slip.typed);
  }
  clearSay(form);
  account.written = true;
}

// ---------------------------------------------------------------- the three forms

// The account being made on this page, kept across tries so that a paper written once stays true.
let fresh = null;

async function freshAccount() {
  const person = vault.hex(vault.random(16));
  return { person, rootS: await vault.newRoot(), rootE: await vault.newRoot(), code: await vault.newCode() };
}

async function makeAccount(form) {
  const name = value(form, 'name').trim();
  const passphrase = await passphraseOf(form, name);
  const derived = await derive(form, name, passphrase);
  fresh ??= await freshAccount();
  const publics = await vault.publicsOf(fresh.rootS, fresh.rootE);
  const slots = await makeWaysIn(fresh, derived);
  await writtenDown(form, fresh);
  const facts = {
    person: fresh.person,
    name,
    dye: form.elements.dye.value,
    secret_s: vault.base64url(derived.secrets.s),
    ...Object.fromEntries(Object.entries(publics).map(([key, raw]) => [key, vault.base64url(raw)])),
    slots,
    label: label(),
    adult: form.elements.adult.checked,
  };
  return askUntilAnswered(form, '/begin', facts, 'Putting your half of the cloth on the loom.');
}

async function signIn(form) {
  const name = value(form, 'name');
  const { secrets } = await derive(form, name, value(form, 'passphrase'));
  const facts = { name, auth: vault.base64url(secrets.auth), secret_s: vault.base64url(secrets.s), label: label() };
  return ask('/sign-in', facts);
}

async function recover(form) {
  const name = value(form, 'name').trim();
  const old = await vault.deriveCode(value(form, 'code'));
  const passphrase = await passphraseOf(form, name);
  const proof = {
    lookup: vault.base64url(old.lookup),
    auth: vault.base64url(old.auth),
    secret_s: vault.base64url(old.s),
    name,
  };
  progress(form, 'Opening with the code.');
  const found = await ask('/recover', proof);
  if (fresh?.person !== found.person) fresh = { ...(await openAccount(found, old)), code: await vault.newCode() };
  const derived = await derive(form, name, passphrase);
  const slots = await makeWaysIn(fresh, derived);
  await writtenDown(form, fresh);
  const facts = {
    ...proof,
    person: fresh.person,
    new_secret_s: vault.base64url(derived.secrets.s),
    slots,
    label: label(),
  };
  return askUntilAnswered(form, '/recover', facts, 'Changing the locks.');
}

async function openAccount({ person, slot, slot_id }, { s, e }) {
  const open = (secret, tier) => vault.openSlot(vault.unbase64url(slot), secret, tier, person, slot_id);
  return { person, rootS: await open(s, 'S'), rootE: await open(e, 'E') };
}

// ---------------------------------------------------------------- driving them

const waiting = new WeakMap();

// While it is the person's turn the form is not busy: a screen reader may pass over what is.
async function nextSubmit(form) {
  form.removeAttribute('aria-busy');
  await new Promise((fulfil) => waiting.set(form, fulfil));
  form.setAttribute('aria-busy', 'true');
}

function sentence(error) {
  if (error instanceof Said) return [error.message, error.field];
  if (error instanceof vault.CodeMistyped) return [SAY.code, 'code'];
  if (error instanceof vault.DerivationTooWeak) return [SAY.weak, null];
  if (error instanceof vault.EnvelopeAltered) return [SAY.altered, null];
  return [SAY.old, null];
}

async function run(form, work) {
  clearSay(form);
  form.setAttribute('aria-busy', 'true');
  try {
    location.replace((await work(form)).next + location.hash); // An invitation travels along: invited.js.
  } catch (error) {
    if (part(form, 'recovery')) reveal(form, false);
    const [words, at] = sentence(error);
    progress(form, '');
    say(form, words, at && field(form, at));
  } finally {
    form.removeAttribute('aria-busy');
    waiting.delete(form);
  }
}

function connect(form, work) {
  let busy = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const next = waiting.get(form);
    if (next) {
      waiting.delete(form);
      return next();
    }
    if (busy) return;
    busy = true;
    await run(form, work);
    busy = false;
  });
  // Before this, a press would have sent the form as it is, and nobody could answer that.
  for (const button of form.querySelectorAll('.btn[disabled]')) button.disabled = false;
  // Said at once, so that nobody fills in a form which cannot work.
  if (!globalThis.isSecureContext) say(form, SAY.plain);
}

for (const [id, work] of Object.entries(forms)) {
  const form = document.getElementById(id);
  if (form) connect(form, work);
}

// Whoever types while the list of words is under way keeps what they typed.
async function offerWords(field) {
  const words = await sixWords();
  if (!field.value) field.value = words;
}

const offered = document.querySelector('#make-account #passphrase');
if (offered && !offered.value) await offerWords(offered);

// For ways.js, which changes what opens an account there is.
export {
  Said,
  ask,
  askUntilAnswered,
  connect,
  label,
  makeWaysIn,
  nextSubmit,
  openAccount,
  passphraseOf,
  progress,
  stretch,
  today,
  value,
  writtenDown,
};
