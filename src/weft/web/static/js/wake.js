// <weft-wake>: while it is on a visible page, the screen stays on.
customElements.define('weft-wake', class extends HTMLElement {
  #lock;
  #keep = async () => {
    if (document.hidden) return;
    this.#lock = await navigator.wakeLock?.request('screen').catch(() => {});
    if (!this.isConnected) this.#lock?.release();
  };

  connectedCallback() {
    document.addEventListener('visibilitychange', this.#keep);
    this.#keep();
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.#keep);
    this.#lock?.release();
  }
});
