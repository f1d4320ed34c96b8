// The one Trusted Types policy: pages live.js fetched from here, and scripts that lie beside this file.
const here = new URL('.', import.meta.url).href;
const rules = {
  createHTML: (page) => page,
  createScriptURL(url) {
    const script = new URL(url, here).href;
    if (script.startsWith(here)) return script;
    throw new TypeError('not ours');
  },
};
export const app = globalThis.trustedTypes?.createPolicy('app', rules) ?? rules;
