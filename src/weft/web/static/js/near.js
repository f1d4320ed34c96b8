// <weft-near>: hold, and the other's phone hums and lights. What goes out is hold and let go; what comes in is what
// is so now. There is no word for leaving: this page falls silent, and to the other the line is lost.
const LOOK = 2000, SLOW = 1000, PATIENCE = 3000, AWAY = 30000, REST = 15 * 60000, BREATH = 10000, IN = 4500;
const HEART = Array(20).fill([60, 140, 60, 740]).flat(); // ms; a motor stops by itself, so it is told again
const $ = (name, all) => document[all ? 'querySelectorAll' : 'querySelector'](`[data-${name}]`);

customElements.define('weft-near', class extends HTMLElement {
  #them = this.dataset.them;
  #page = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, '0')).join('');
  #on = false; #so = {}; #last = 0; #was = false; #lost = false;
  #holding = false; #wish = []; #sending = false;
  #stream; #live = false; #timer; #beat; #rest; #motor; #away = 0;
  #offset = 0; #best = Infinity; #breathing = false; #frame;
  #audio; #tone;
  #stop = new AbortController();

  connectedCallback() {
    const { signal } = this.#stop;
    const on = (what, kind, then) => what.addEventListener(kind, then, { signal });
    const hold = $('hold');
    $('come').hidden = false;
    on($('come').querySelector('button'), 'click', () => this.#come());
    on($('again'), 'click', () => this.#come());
    on($('keep').querySelector('button'), 'click', () => this.#keep());
    on($('stop'), 'click', () => this.#leave('after'));
    on($('breathe'), 'click', () => this.#breathe(!this.#breathing));
    for (const one of $('rite', true)) on(one, 'click', () => this.#rite(one.dataset.rite));
    on(hold, 'pointerdown', (event) => {
      if (event.button) return;
      this.#hold(true);
      if (event.isTrusted) hold.setPointerCapture(event.pointerId);
    });
    for (const kind of ['pointerup', 'pointercancel', 'lostpointercapture', 'blur']) on(hold, kind, () => this.#hold(false));
    on(hold, 'click', ({ detail }) => detail || this.#hold(!this.#holding)); // a screen reader presses, and can't hold
    on(hold, 'contextmenu', (event) => event.preventDefault());
    on(window, 'keydown', (event) => this.#key(event, true));
    on(window, 'keyup', (event) => this.#key(event, false));
    on(window, 'blur', () => this.#hold(false));
    on(document, 'visibilitychange', () => (document.hidden ? this.#hide() : this.#return()));
    for (const kind of ['pointerdown', 'keydown']) on(window, kind, () => this.#stir());
  }

  disconnectedCallback() {
    this.#hush(); // Exit took the page away: there is nothing left to draw on
    this.#audio?.close();
    this.#stop.abort();
  }

  // ---- being here

  async #come() {
    this.#wrong('');
    this.#sound();
    this.#last = 0;
    this.#was = this.#lost = false;
    this.#wish = ['come'];
    const came = await this.#send();
    if (!came) return this.#wrong('No line to the server just now. Try again in a moment.');
    this.#on = true;
    this.#show('on');
    this.#draw();
    this.append(document.createElement('weft-wake'));
    this.#listen();
    this.#beats();
    this.#stir();
    $('hold').focus({ preventScroll: true });
  }

  // Nothing is sent: whoever leaves just isn't heard from any more.
  #hush() {
    this.#on = this.#holding = this.#breathing = false;
    this.#wish = [];
    this.#stream = this.#stream?.close();
    for (const one of [this.#timer, this.#beat, this.#rest]) clearTimeout(one);
    cancelAnimationFrame(this.#frame);
    this.#hum(false);
  }

  #silence() {
    this.#hush();
    this.#so = {};
    this.querySelector('weft-wake')?.remove();
    this.#breathe(false);
  }

  #leave(where, say = '') {
    $('keep').hidden = !this.#so.whileNear;
    $('keep').querySelector('button').hidden = false;
    $('keep').querySelector('[role=status]').textContent = '';
    this.#silence();
    this.#draw();
    this.#show(where);
    this.#wrong(say);
    if (where === 'after') this.querySelector('.after h1').focus();
  }

  #show(name) {
    for (const one of $('show', true)) one.hidden = one.dataset.show !== name;
    document.body.classList.toggle('on', name === 'on');
    $('middle').hidden = name !== 'before';
    $('stop').hidden = name !== 'on';
    $('back').hidden = name === 'on';
  }

  async #keep() {
    const said = $('keep').querySelector('[role=status]');
    try {
      const answer = await fetch('/near', { method: 'POST', redirect: 'manual', body: new URLSearchParams({ act: 'keep' }) });
      const { kept } = await answer.json();
      said.textContent = kept ? 'You both said so. It is in your cloth.' : `If ${this.#them} says so too, it will be in your cloth.`;
      $('keep').querySelector('button').hidden = true;
    } catch {
      said.textContent = 'No line to the server just now. Try again in a moment.';
    }
  }

  #wrong(say) {
    $('wrong').textContent = say;
    $('wrong').hidden = !say;
  }

  #stir() {
    clearTimeout(this.#rest);
    if (this.#on) this.#rest = setTimeout(() => this.#leave('before', 'Nothing happened here for a quarter of an hour, so you aren’t here any more.'), REST);
  }

  #hide() {
    if (!this.#on) return;
    this.#away = performance.now();
    this.#hold(false, true);
    this.#stream = this.#stream?.close();
    clearTimeout(this.#beat);
    this.#hum(false);
  }

  #return() {
    if (!this.#on) return;
    if (performance.now() - this.#away > AWAY) return this.#leave('before', 'The page was put away for a while, so you aren’t here any more.');
    this.#say('let-go');
    this.#listen();
    this.#beats();
  }

  // ---- the line

  #say(act) {
    this.#wish.push(act);
    if (!this.#sending) this.#send();
  }

  // One word at a time, so that they arrive in their order. Of holding only the last is worth telling.
  async #send() {
    this.#sending = true;
    let well = true;
    while (this.#wish.length) {
      const act = this.#wish.shift();
      if (act !== 'come' && !act.startsWith('rite') && this.#wish.some((one) => one === act)) continue;
      const [name, rite = ''] = act.split(' ');
      well = await this.#ask('/near', { method: 'POST', body: new URLSearchParams({ act: name, page: this.#page, rite }) });
      if (!well && this.#on && name === 'let-go') { this.#wish.unshift(act); await new Promise((then) => setTimeout(then, 300)); }
    }
    this.#sending = false;
    return well;
  }

  async #ask(where, how) {
    const asked = performance.now();
    try {
      const answer = await fetch(where, { cache: 'no-store', redirect: 'manual', ...how });
      if (!this.isConnected) return false; // Exit was quicker
      if (answer.type === 'opaqueredirect') return location.replace('/near');
      if (!answer.ok) return answer.status < 500;
      const so = await answer.json();
      this.#agree(so.at, asked);
      this.#take(so);
      return true;
    } catch {
      this.#line(false);
      return false;
    }
  }

  #beats() {
    clearTimeout(this.#beat);
    this.#beat = setTimeout(async () => {
      await this.#ask(`/near/look?page=${this.#page}`);
      if (this.#on && !document.hidden) this.#beats();
    }, this.#live ? LOOK : SLOW);
  }

  #listen() {
    this.#live = false;
    this.#stream?.close();
    this.#stream = new EventSource('/near/line');
    this.#stream.addEventListener('near', ({ data }) => this.#take(JSON.parse(data)));
    for (const kind of ['clock', 'beat', 'near']) this.#stream.addEventListener(kind, () => this.#alive());
    this.#stream.addEventListener('end', () => { this.#stream.close(); this.#ask(`/near/look?page=${this.#page}`); });
    this.#alive(PATIENCE, false);
  }

  // A stream that says nothing for longer than the server's beat is held back somewhere.
  #alive(patience = 20000, live = true) {
    if (live) this.#live = true;
    $('slow').hidden = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#live = false;
      $('slow').hidden = false;
      this.#beats();
    }, patience);
  }

  #line(there) {
    this.#lost = !there;
    this.#draw();
  }

  #take(so) {
    if (so.at < this.#last || !this.isConnected) return;
    this.#last = so.at;
    if (this.#lost && this.#holding) this.#say('hold'); // it may not have arrived
    this.#lost = false;
    if (!so.here) return this.#on && this.#leave('before', 'You are here on another page or phone now, or the line was lost for a while.');
    const before = this.#so;
    this.#so = so;
    this.#was ||= so.near;
    this.#finish(before, so);
    this.#hum(so.held);
    this.#draw();
  }

  // ---- holding

  #key(event, down) {
    if (!this.#on || ![' ', 'Enter'].includes(event.key) || (event.target.closest('button,a') ?? $('hold')) !== $('hold')) return;
    event.preventDefault();
    if (!event.repeat) this.#hold(down);
  }

  #hold(so, unsaid = false) {
    if (!this.#on || so === this.#holding) return;
    this.#holding = so;
    if (so) navigator.vibrate?.(15);
    if (!unsaid) this.#say(so ? 'hold' : 'let-go');
    this.#draw();
  }

  #hum(so) {
    if (so === this.hasAttribute('data-held')) return;
    this.toggleAttribute('data-held', so);
    clearTimeout(this.#motor);
    const beat = () => { navigator.vibrate?.(HEART); this.#motor = setTimeout(beat, 20000); };
    if (so) beat();
    else navigator.vibrate?.(0);
    this.#low(so);
  }

  // ---- sound: only after a tap, and only where it was ticked

  #sound() {
    if (!$('sound').checked) return (this.#audio = this.#audio?.close() && undefined);
    this.#audio ??= new AudioContext();
    this.#audio.resume();
  }

  #low(so) {
    if (!this.#audio) return;
    if (so) {
      const gain = new GainNode(this.#audio, { gain: 0 });
      const tones = [98, 147].map((frequency) => new OscillatorNode(this.#audio, { frequency }));
      for (const one of tones) { one.connect(gain); one.start(); }
      gain.connect(this.#audio.destination);
      gain.gain.linearRampToValueAtTime(0.09, this.#audio.currentTime + 0.08);
      this.#tone = { gain, tones };
    } else if (this.#tone) {
      const { gain, tones } = this.#tone, end = this.#audio.currentTime + 0.3;
      gain.gain.setTargetAtTime(0, this.#audio.currentTime, 0.08);
      for (const one of tones) one.stop(end);
      this.#tone = undefined;
    }
  }

  #chime(frequency) {
    if (!this.#audio) return;
    const gain = new GainNode(this.#audio, { gain: 0.05 }), tone = new OscillatorNode(this.#audio, { frequency });
    tone.connect(gain).connect(this.#audio.destination);
    gain.gain.setTargetAtTime(0, this.#audio.currentTime + 0.1, 0.1);
    tone.start();
    tone.stop(this.#audio.currentTime + 0.8);
  }

  // ---- breathing in time: by the server's clock, so two who breathe by it breathe together and nobody is asked

  #agree(at, asked) {
    const took = performance.now() - asked;
    if (took >= this.#best) return;
    this.#best = took;
    this.#offset = at - asked - took / 2;
  }

  #breathe(so) {
    this.#breathing = so;
    $('breathe').ariaPressed = String(so);
    $('breath').hidden = !so;
    cancelAnimationFrame(this.#frame);
    if (so) this.#breath();
  }

  #breath = () => {
    if (!this.#breathing || !this.isConnected) return;
    const at = (((performance.now() + this.#offset) % BREATH) + BREATH) % BREATH;
    const inward = at < IN, full = inward ? at / IN : 1 - (at - IN) / (BREATH - IN);
    const line = $('breath'), word = inward ? 'in' : 'out';
    line.style.setProperty('--full', (0.5 - Math.cos(Math.PI * full) / 2).toFixed(3));
    if (line.lastElementChild.textContent !== word) {
      line.lastElementChild.textContent = word;
      this.#chime(inward ? 196 : 147);
    }
    this.#frame = requestAnimationFrame(this.#breath);
  };

  // ---- rites

  #rite(key) {
    const { mine, step } = this.#so, over = step >= 0 && step >= this.#steps(mine).length;
    if (over) this.#say('rite');
    this.#say(`rite ${mine === key && !over ? '' : key}`.trim());
  }

  #steps(key) { return [...document.querySelectorAll(`[data-steps="${key}"] li`)].map((one) => one.textContent); }

  #button(key) { return document.querySelector(`[data-rite="${key}"]`); }

  // The last step leads to a closing word, which stands until somebody goes or holds again.
  #ended = '';
  #finish(before, so) {
    if (before.step >= 0 && so.step >= this.#steps(so.mine).length) {
      this.#ended = this.#button(so.mine).dataset.end;
    } else if (so.step >= 0 || so.held) this.#ended = '';
  }

  // ---- what is shown

  #draw() {
    if (!this.isConnected) return;
    const { near, held, mine, theirs, step = -1 } = this.#so;
    const there = near && !this.#lost;
    const body = document.body.classList, left = body.contains('you-left');
    body.toggle('both', Boolean(there));
    body.toggle(left ? 'only-left' : 'only-right', !there);
    $('other').hidden = !there;
    this.toggleAttribute('data-holding', this.#holding);
    this.toggleAttribute('data-near', Boolean(there));
    this.querySelector('.light.a').classList.toggle('lit', left ? this.#holding : Boolean(held));
    this.querySelector('.light.b').classList.toggle('lit', left ? Boolean(held) : this.#holding);
    $('with').hidden = !this.#on;
    const steps = step >= 0 ? this.#steps(mine) : [];
    for (const one of $('rite', true)) {
      one.ariaPressed = String(one.dataset.rite === mine && step < steps.length);
      one.hidden = !there;
    }
    const [now, how] = this.#words({ there, held, mine, theirs, step, steps });
    if ($('now').textContent !== now) $('now').textContent = now;
    if ($('how').textContent !== how) $('how').textContent = how;
  }

  #words({ there, held, mine, theirs, step, steps }) {
    const them = this.#them;
    if (this.#lost) return ['No line to the server just now', 'This page keeps trying. Nothing is lost, for nothing is kept.'];
    if (!there && this.#was) return [`No line to ${them} just now`, 'It comes back by itself if it can. Or stop here.'];
    if (!there) return ['You’re here', `As soon as ${them} is here too, this page says so. Until then ${them} isn’t told.`];
    const touch = held && this.#holding ? 'You hold each other' : held ? `${them} holds you` : this.#holding ? `You hold ${them}` : '';
    if (step >= 0 && step < steps.length) return [steps[step], touch || 'Hold together, then let go: it goes on.'];
    if (this.#ended) return [this.#ended, touch];
    if (theirs && !mine) return [this.#button(theirs)?.dataset.asked ?? '', touch || `Press ${this.#button(theirs)?.textContent} to begin, or leave it.`];
    if (mine && step < 0) return [touch || `${them} is here`, `${them} sees that you would like: ${this.#button(mine)?.textContent}. Press it again to take that back.`];
    return [touch || `${them} is here`, touch ? '' : 'Hold anywhere. Let go when you like.'];
  }
});
