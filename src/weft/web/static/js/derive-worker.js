// Stretches a passphrase off the page's own thread: Argon2id, RFC 9106. It keeps nothing and answers once.
// Nothing is stretched below the floor, whoever asks; the floor is checkParams.
import './vendor/argon2.js';
import { checkParams } from './vault.js';

addEventListener('message', async ({ data: { passphrase, salt, params } }) => {
  try {
    checkParams(params);
    const stretched = await globalThis.hashwasm.argon2id({
      password: passphrase,
      salt,
      memorySize: params.m,
      iterations: params.t,
      parallelism: params.p,
      hashLength: 32,
      outputType: 'binary',
    });
    postMessage({ stretched }, [stretched.buffer]);
  } catch {
    postMessage({ stretched: null });
  }
});
