/* A knot slid along a thread. Without this there are eleven places to tap; with it, every point between them. */
customElements.define('weft-knot', class extends HTMLElement {
  connectedCallback() {
    this.radios = [...this.querySelectorAll('input')];
    const chosen = this.radios.findIndex((one) => one.checked);
    if (chosen >= 0) this.show(Number(this.radios[chosen].value));
    for (const kind of ['pointerdown', 'pointermove', 'change']) this.addEventListener(kind, this);
  }

  disconnectedCallback() {
    for (const kind of ['pointerdown', 'pointermove', 'change']) this.removeEventListener(kind, this);
  }

  handleEvent(event) {
    if (event.type === 'change') this.keyed(event.target);
    else if (event.type === 'pointerdown' || event.buttons) this.slid(event.clientX);
  }

  /* A key moves it from one place to the next. */
  keyed(radio) {
    const place = this.radios.indexOf(radio);
    if (Math.round(Number(radio.value) / 10) !== place) radio.value = place * 10;
    this.show(Number(radio.value));
  }

  slid(x) {
    const { left, width } = this.getBoundingClientRect();
    const at = Math.min(100, Math.max(0, Math.round((((x - left) / width) * 11 - 0.5) * 10)));
    const radio = this.radios[Math.min(10, Math.round(at / 10))];
    radio.value = at;
    radio.checked = true;
    this.show(at);
  }

  show(at) {
    this.style.setProperty('--at', at);
    this.dataset.at = at;
  }
});
