// <weft-feel>: a thread pulled from one's own edge, four times a second, while a title plays. What it was goes out in
// small batches; without a line it waits here, and in this tab's own memory in case the page is thrown away.
const SLOT = 250, SEND = 10000, DRIFT = 1800, SLIP = 8, TAP = 300, STILL = 4000, MOST = 4000;
const $ = (name) => document.querySelector(`[data-${name}]`);

customElements.define('weft-feel', class extends HTMLElement {
  #strand = this.querySelector('input[type=range]');
  #box = `feel ${this.dataset.post}`;
  #waiting = [];     // batches that have not arrived: {start, values, knots}
  #open = null;      // the batch being felt
  #value = 0; #let = 0; #from = 0; // where the thread is; when it was let go, and from where
  #held = false; #down = 0; #before = 0;
  #base = 0; #began = 0; #running = false; #last = -1;
  #sending = null; #ending = false;
  #stop = new AbortController();

  connectedCallback() {
    const { signal } = this.#stop;
    this.#recall();
    this.#base = Number(this.dataset.at) * 1000;
    $('begin').hidden = false;
    $('go').addEventListener('click', () => this.#begin(), { signal });
    $('pause').addEventListener('click', () => this.#pause(), { signal });
    $('knot').addEventListener('click', () => this.#knot(), { signal });
    $('keep').addEventListener('submit', (event) => this.#end(event), { signal });
    this.#strand.addEventListener('pointerdown', () => this.#press(), { signal });
    this.#strand.addEventListener('input', () => this.#pull(), { signal });
    for (const kind of ['pointerup', 'pointercancel']) addEventListener(kind, () => this.#release(), { signal });
    this.#strand.addEventListener('keyup', () => this.#letGo(), { signal });
    addEventListener('keydown', ({ key, target }) => key === 'k' && target.id !== 'at' && this.#knot(), { signal });
    addEventListener('resize', () => this.#draw(), { signal });
    addEventListener('online', () => this.#send(), { signal });
    addEventListener('pagehide', () => this.#remember(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden && this.#send(true), { signal });
    this.#ticking = setInterval(() => this.#tick(), SLOT);
    this.#sends = setInterval(() => this.#send(), SEND);
    if (this.#waiting.length) this.#send();
    this.#draw();
  }
  #ticking; #sends;

  disconnectedCallback() {
    if (!document.body) sessionStorage.removeItem(this.#box); // Exit takes the body away, and this with it
    this.#stop.abort();
    clearInterval(this.#ticking);
    clearInterval(this.#sends);
  }

  // ---- the title's own time

  #now() { return this.#running ? this.#base + performance.now() - this.#began : this.#base; }

  #begin() {
    const at = read($('begin').querySelector('input').value);
    if (at === null) return this.#say('Write the time as on the player, such as 0:48:00.');
    this.#say('');
    this.#base = at;
    this.#began = performance.now();
    this.#running = true;
    this.#last = Math.floor(at / SLOT) - 1;
    $('begin').hidden = true;
    for (const name of ['dial', 'pause', 'knot']) $(name).hidden = false;
    document.body.classList.add('on');
    this.append(document.createElement('weft-wake'));
    this.#rest();
    this.#strand.focus({ preventScroll: true });
    this.#draw();
  }

  #pause() {
    this.#tick();
    this.#base = this.#now();
    this.#running = false;
    this.#shut();
    this.#send();
    this.querySelector('weft-wake')?.remove();
    $('begin').querySelector('input').value = write(this.#base);
    $('begin').hidden = false;
    $('go').firstChild.data = 'Go on ';
    for (const name of ['dial', 'pause', 'knot']) $(name).hidden = true;
    document.body.classList.remove('on', 'still');
    clearTimeout(this.#stilling);
  }

  // ---- the thread

  #press() {
    [this.#held, this.#down, this.#before] = [true, performance.now(), this.#value];
    this.#wakeWords();
  }

  #pull() {
    this.#value = Number(this.#strand.value);
    this.#let = 0;
    this.#draw();
  }

  #release() {
    if (!this.#held) return;
    this.#held = false;
    if (performance.now() - this.#down < TAP) {
      this.#value = this.#before; // a tap is a knot and no pull
      this.#knot();
    }
    this.#letGo();
  }

  #letGo() {
    [this.#let, this.#from] = [performance.now(), this.#value];
    requestAnimationFrame(() => this.#drift());
  }

  #drift() {
    if (!this.#let || this.#held) return;
    const gone = Math.min(1, (performance.now() - this.#let) / DRIFT);
    this.#value = Math.round(this.#from * (1 - gone) ** 2);
    if (gone === 1) this.#let = 0;
    this.#strand.value = this.#value;
    this.#draw();
    if (this.#let) requestAnimationFrame(() => this.#drift());
  }

  #knot() {
    if (!this.#running) return;
    this.#tick();
    const slot = Math.floor(this.#now() / SLOT);
    (this.#open ??= { start: slot, values: [], knots: [] }).knots.push(slot);
    const knob = this.querySelector('.kn');
    knob.classList.add('tied');
    setTimeout(() => knob.classList.remove('tied'), 600);
    navigator.vibrate?.(30);
    this.#remember();
  }

  #tick() {
    if (!this.#running) return;
    this.#driftNow();
    const slot = Math.floor(this.#now() / SLOT);
    if (slot <= this.#last) return;
    const missed = slot - this.#last - 1;
    if (missed > SLIP) this.#shut(); // asleep: a gap, and nothing made up
    this.#open ??= { start: missed > SLIP ? slot : this.#last + 1, values: [], knots: [] };
    while (this.#open.start + this.#open.values.length <= slot) this.#open.values.push(this.#value);
    this.#last = slot;
    if (this.#open.values.length >= MOST) this.#shut();
    if (slot % 20 === 0) this.#remember();
  }

  // A page whose pictures stand still keeps time all the same.
  #driftNow() {
    if (!this.#let || this.#held) return;
    const gone = Math.min(1, (performance.now() - this.#let) / DRIFT);
    this.#value = Math.round(this.#from * (1 - gone) ** 2);
  }

  #shut() {
    if (this.#open && (this.#open.values.length || this.#open.knots.length)) this.#waiting.push(this.#open);
    this.#open = null;
  }

  // ---- the line

  #send(hurry = false) {
    this.#sending ??= this.#sendAll(hurry).finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #sendAll(hurry) {
    this.#shut();
    while (this.#waiting.length) {
      const some = this.#waiting.slice(0, 32);
      this.#remember();
      let answer;
      try {
        answer = await fetch(this.dataset.post, {
          method: 'POST', keepalive: hurry, redirect: 'manual', cache: 'no-store',
          headers: { 'content-type': 'application/json' }, body: JSON.stringify({ batches: some }),
        });
      } catch { /* no line */ }
      if (answer?.type === 'opaqueredirect') this.#say('You are signed out here. Sign in on another page; what you felt waits on this one.');
      const gone = answer && (answer.ok || answer.status === 400 || answer.status === 409);
      $('line').hidden = Boolean(answer);
      if (!gone) return false;
      if (answer.ok) this.#say('');
      this.#waiting.splice(0, some.length);
      this.#remember();
    }
    return true;
  }

  async #end(event) {
    if (this.#ending) return;
    event.preventDefault();
    if (this.#running) this.#pause();
    const form = event.target;
    await this.#sending;
    if (!(await this.#send())) return this.#say('No line just now. What you felt is still on this page; try again in a moment.');
    this.#ending = true;
    sessionStorage.removeItem(this.#box);
    form.requestSubmit();
  }

  #remember() {
    const all = this.#open ? [...this.#waiting, this.#open] : this.#waiting;
    try {
      if (all.length && document.body) sessionStorage.setItem(this.#box, JSON.stringify(all));
      else sessionStorage.removeItem(this.#box);
    } catch { /* full or forbidden: it stays in the page */ }
  }

  #recall() {
    try {
      this.#waiting = JSON.parse(sessionStorage.getItem(this.#box)) ?? [];
    } catch { /* nothing that can be read */ }
  }

  // ---- the page

  #say(text) {
    $('trouble').textContent = text;
    $('trouble').hidden = !text;
  }

  #stilling;
  #rest() {
    clearTimeout(this.#stilling);
    this.#stilling = setTimeout(() => document.body.classList.toggle('still', this.#running), STILL);
  }

  #wakeWords() {
    document.body.classList.remove('still');
    this.#rest();
  }

  #draw() {
    const wide = innerWidth, high = innerHeight, right = document.body.classList.contains('you-right');
    const edge = parseFloat(getComputedStyle(document.body).getPropertyValue('--inset')) + 2 || 15;
    const dial = $('dial').getBoundingClientRect();
    const y = Math.round(dial.height ? dial.top + dial.height * 0.45 : high * 0.66);
    const to = 60 + (this.#value / 100) * (wide - 120), x = (at) => (right ? wide - at : at).toFixed(1);
    const thread = `M${x(edge)} 0V${y - 310}C${x(edge)} ${y - 160} ${x(to)} ${y - 150} ${x(to)} ${y}S${x(edge)} ${y + 120} ${x(edge)} ${y + 230}V${high}`;
    const set = (name, all) => Object.entries(all).forEach(([key, value]) => this.querySelector(`.${name}`).setAttribute(key, value));
    const shown = this.#running ? thread : '';
    set('y0', { d: shown });
    set('y1', { d: shown });
    set('scale', { d: this.#running ? `M60 ${y}H${wide - 60}` : '' });
    for (const name of ['kn', 'ki']) set(name, { cx: x(to), cy: y, visibility: this.#running ? 'visible' : 'hidden' });
  }
});

// "0:48:00" in milliseconds; null for what is no time.
function read(text) {
  const parts = text.trim().split(':').map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : NaN));
  const seconds = parts.reduce((sum, part) => sum * 60 + part, 0);
  return parts.length > 3 || !(seconds < 6 * 3600) ? null : seconds * 1000;
}

function write(ms) {
  const two = (one) => String(Math.floor(one) % 60).padStart(2, '0');
  return `${Math.floor(ms / 3600000)}:${two(ms / 60000)}:${two(ms / 1000)}`;
}
