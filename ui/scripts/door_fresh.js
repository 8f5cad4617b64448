// Whether what the page shows is what the server has, and how old it is where it is not.
import { forgetPastPages, isKept, learnFrom } from './door_pages.js';

const again = 15_000;
const often = 600_000;

export class Freshness {
  // `renew()` asks the server for the page at `path`, and calls `adopt` with what comes or loads it anew.
  constructor(path, renew) {
    this.path = path;
    this.renew = renew;
    this.notice = document.getElementById('kept');
    this.isOld = !this.notice.hidden;
    addEventListener('offline', () => (this.notice.hidden = false));
    addEventListener('online', () => this.#catchUp());
    if (this.isOld) this.#catchUp();
    setInterval(forgetPastPages, often);
    this.#startWorker();
  }

  adopt(page) {
    document.getElementById('as-of').replaceWith(document.adoptNode(page.getElementById('as-of')));
    this.isOld = false;
    this.notice.hidden = navigator.onLine;
  }

  // Marks the cards of today whose list would not open now.
  async tellUnkept(root) {
    if (!this.isOld) return;
    for (const card of root.querySelectorAll('.door-card')) {
      if (await isKept(new URL(card.querySelector('a').href).pathname)) continue;
      const words = document.createElement('p');
      words.className = 'quiet';
      words.textContent = root.dataset.unkept;
      card.append(words);
    }
  }

  async #catchUp() {
    clearTimeout(this.timer);
    if (navigator.onLine) await this.renew();
    if (!this.notice.hidden) this.timer = setTimeout(() => this.#catchUp(), again);
  }

  // A page that came before the worker could see it is kept by itself: whether the worker will ever see this one depends
  // on how fast somebody goes from page to page.
  async #startWorker() {
    const workers = navigator.serviceWorker;
    if (!workers) return;
    const [navigation] = performance.getEntriesByType('navigation');
    const isSeen = workers.controller && navigation?.workerStart !== 0;
    try {
      await workers.register('/organiser/door-worker.js', { scope: '/organiser/door' });
      if (isSeen) return;
      await workers.ready;
      const asked = Date.now();
      await learnFrom(this.path, await fetch(this.path, { redirect: 'manual' }), asked);
    } catch {
      // It works as before, without being kept.
    }
  }
}
