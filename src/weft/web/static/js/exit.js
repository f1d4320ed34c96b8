// Leaving: the page is empty at once, the sign-in ends, Back finds nothing.
let keys = [];

function leave() {
  document.body.remove();
  navigator.sendBeacon('/exit');
  location.replace('/away');
}

addEventListener('click', (event) => {
  if (!event.target.closest?.('[data-exit]')) return;
  event.preventDefault();
  leave();
});

addEventListener('keydown', (event) => {
  if (event.repeat || event.isComposing) return;
  const { key, timeStamp } = event;
  keys = keys.filter((one) => one.key === key && timeStamp - one.timeStamp < 1000);
  if (keys.push(event) === { Escape: 2, Shift: 3 }[key]) leave();
}, true);

// Back asks again and never shows from memory.
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  document.body.remove();
  location.reload();
});
