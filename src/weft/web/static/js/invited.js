// An invitation's code travels after the # of its address, where no server sees it. Put it into the field that
// asks for it, and carry it along on the way there.
const code = location.hash.slice(1);
const field = document.querySelector('#code');

if (/^[0-9A-Za-z -]{20,}$/.test(code)) {
  if (field && !field.value) field.value = code;
  for (const link of document.querySelectorAll('a[href]')) {
    if (['/begin', '/join', '/sign-in', '/today'].includes(link.pathname)) link.hash = code;
  }
}
