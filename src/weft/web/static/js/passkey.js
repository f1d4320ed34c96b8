// What a passkey does for us: it signs what the server asks, and gives this page a secret of its own.
// Of that secret come auth, S and E; it stays here, and so does E.
import * as vault from './vault.js';

const NONE = new Uint8Array(0);
const bytes = (buffer) => new Uint8Array(buffer);
const sent = (buffer) => vault.base64url(bytes(buffer));

export const PASSKEY = 2;

// What is asked of the secret function is written here and not told by the server, which could otherwise ask for more.
const wanted = async () => ({ prf: { eval: { first: await vault.sha256(vault.lp('passkey1', 'prf')) } } });

export const possible = () => globalThis.isSecureContext && Boolean(globalThis.PublicKeyCredential);

async function secretsFrom(credential) {
  const given = credential.getClientExtensionResults().prf?.results?.first;
  if (!given) return null;
  const prf = bytes(given);
  const stretched = await vault.hkdf(prf, NONE, vault.lp('passkey1'));
  prf.fill(0);
  const secrets = await vault.split(stretched);
  stretched.fill(0);
  return secrets;
}

const each = (list) => list.map((one) => ({ ...one, id: vault.unbase64url(one.id) }));

// A new passkey: what the server may know of it, and its secrets; null instead of them where there can be none.
export async function make(asked) {
  const publicKey = {
    ...asked,
    challenge: vault.unbase64url(asked.challenge),
    user: { ...asked.user, id: vault.unbase64url(asked.user.id) },
    excludeCredentials: each(asked.excludeCredentials),
    extensions: await wanted(),
  };
  const made = await navigator.credentials.create({ publicKey });
  const able = made.getClientExtensionResults().prf?.enabled;
  const secrets = able ? ((await secretsFrom(made)) ?? (await secretsOf([made.rawId], asked.rp.id))) : null;
  if (!secrets) await forget(made, asked.rp.id);
  const { clientDataJSON, attestationObject } = made.response;
  const told = { credential: sent(made.rawId), client_data: sent(clientDataJSON), attestation: sent(attestationObject) };
  return { told, secrets };
}

// The secrets behind one of these passkeys, null where the device keeps none; nobody is told what it signed for it.
// Some devices give them only when a passkey is used, not yet when it is made.
export async function secretsOf(ids, rpId = location.hostname) {
  const publicKey = {
    rpId,
    challenge: vault.random(32),
    allowCredentials: ids.map((id) => ({ type: 'public-key', id })),
    userVerification: 'required',
    extensions: await wanted(),
  };
  return secretsFrom(await navigator.credentials.get({ publicKey }));
}

// Tells the device that this passkey is of no use, where browsers know how to; the server has heard nothing of it.
async function forget(made, rpId) {
  const credentialId = sent(made.rawId);
  await PublicKeyCredential.signalUnknownCredential?.({ rpId, credentialId }).catch(() => {});
}

// Whichever passkey its owner picks: what the server may know of it, and its secrets, or null instead of them.
export async function use(asked) {
  const publicKey = { ...asked, challenge: vault.unbase64url(asked.challenge), allowCredentials: [], extensions: await wanted() };
  const used = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature } = used.response;
  const told = {
    credential: sent(used.rawId),
    client_data: sent(clientDataJSON),
    authenticator: sent(authenticatorData),
    signature: sent(signature),
  };
  return { told, secrets: await secretsFrom(used) };
}
