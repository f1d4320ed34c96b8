// Leaving: the page is empty at once, the sign-in ends, Back finds nothing.
let escaped = -Infinity;

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
  if (event.key !== 'Escape' || event.repeat || event.isComposing) return;
  if (event.timeStamp - escaped < 1000) leave();
  escaped = event.timeStamp;
}, true);

// A page kept for Back is asked for again, never shown from memory.
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  document.body.remove();
  location.reload();
});
