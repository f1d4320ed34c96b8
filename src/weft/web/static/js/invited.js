// An invitation's code travels after the # of its address, where no server sees it: into the field that asks for it,
// and along on the way there.
const code = location.hash.slice(1);
const field = document.querySelector('#code');

if (/^[\w -]{20,}$/.test(code)) {
  if (field) field.value ||= code;
  for (const link of document.links) {
    if (/^.(begin|join|sign-in|today)$/.test(link.pathname)) link.hash = code;
  }
}
