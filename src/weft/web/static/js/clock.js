// One clock for both phones: the server's. This device's date is never asked.
// <weft-timer data-until="ms since 1970" data-total="s" data-sound="knocks"> moves --woven from 0 to 1.
let offset, agreed, audio;

// A first guess, from the stream.
export function hint(ms) {
  offset ??= ms - performance.now();
}

// Of three answers the quickest tells best.
async function ask() {
  let quickest = Infinity;
  for (let n = 0; n < 3; n++) {
    const asked = performance.now();
    const ms = Number(await (await fetch('/clock', { cache: 'no-store' })).text());
    const took = performance.now() - asked;
    if (!ms || took >= quickest) continue;
    quickest = took;
    offset = ms - asked - took / 2;
  }
}

const agree = () => (agreed ??= ask().catch(() => (agreed = undefined)));

// A page may sound only once it was touched.
function stir() {
  audio ??= new AudioContext();
  audio.resume();
}

function knock(at) {
  const rate = audio.sampleRate;
  const buffer = audio.createBuffer(1, rate / 8, rate);
  const wave = buffer.getChannelData(0);
  wave.forEach((_, n) => (wave[n] = (Math.random() * 2 - 1) * Math.exp(-n / rate / 0.012)));
  const source = new AudioBufferSourceNode(audio, { buffer });
  const wood = new BiquadFilterNode(audio, { type: 'bandpass', frequency: 420, Q: 3 });
  source.connect(wood).connect(audio.destination);
  source.start(audio.currentTime + at);
}

customElements.define('weft-timer', class extends HTMLElement {
  static observedAttributes = ['data-until'];
  #next;
  #ended;

  connectedCallback() {
    if (this.dataset.sound) addEventListener('pointerdown', stir);
    document.addEventListener('visibilitychange', this.#shown);
  }

  disconnectedCallback() {
    removeEventListener('pointerdown', stir);
    document.removeEventListener('visibilitychange', this.#shown);
    clearTimeout(this.#next);
  }

  attributeChangedCallback() {
    agree().then(this.#tick);
  }

  // While a device sleeps its steady clock may stand still.
  #shown = () => {
    agreed = undefined;
    agree().then(this.#tick);
  };

  #tick = () => {
    clearTimeout(this.#next);
    const until = Number(this.dataset.until);
    const left = until - offset - performance.now();
    if (!this.isConnected || isNaN(left)) return;
    this.style.setProperty('--woven', Math.min(1, Math.max(0, 1 - left / 1000 / this.dataset.total)));
    if (left > 0) this.#next = setTimeout(this.#tick, left % 1000);
    else if (this.#ended !== until) this.#end(until, left);
  };

  #end(until, left) {
    this.#ended = until;
    this.dispatchEvent(new Event('weft:ended', { bubbles: true }));
    if (!this.dataset.sound || left < -5000) return;
    navigator.vibrate?.([40, 120, 40]);
    if (audio) [0, 0.4].forEach(knock);
  }
});
