// Sends what is in the queue, one after the other, until nothing is left: again after a while where the network or the
// server fails, at once when the network is back.
const patience = 15_000;
const longestPause = 60_000;

// POST of a form to this server. Answers { outcome, answer, reason, after }: 'sent' with the JSON `answer`; 'gone' for
// what will never be taken, with the server's `reason`; 'later' for what may be taken `after` a while (ms);
// 'signed_out', 'other_account', 'refused'.
export class Post {
  constructor(account) {
    this.account = account;
    this.token = document.querySelector('input[name="csrf_token"]').value;
  }

  async send(path, fields, key) {
    let reply = await this.#try(path, fields, key);
    if (reply?.status === 403) {
      const renewed = await this.#renew();
      if (renewed !== 'renewed') return { outcome: renewed };
      reply = await this.#try(path, fields, key);
    }
    if (!reply) return { outcome: 'later', offline: true };
    if (reply.type === 'opaqueredirect' || reply.status === 401) return { outcome: 'signed_out' };
    if (reply.status === 403) return { outcome: 'refused' };
    const answer = await reply.json().catch(() => null);
    if (reply.ok && answer) return { outcome: 'sent', answer };
    if (reply.ok || reply.status >= 500 || reply.status === 429 || reply.status === 408) {
      return { outcome: 'later', after: 1000 * (Number(reply.headers.get('Retry-After')) || 0) };
    }
    return { outcome: 'gone', reason: answer?.message };
  }

  async get(path) {
    return withTimeout(signal => fetch(path, { redirect: 'manual', cache: 'no-store', signal }));
  }

  #try(path, fields, key) {
    const headers = { Accept: 'application/json', 'X-CSRF-Token': this.token };
    if (key) headers['Idempotency-Key'] = key;
    const body = new URLSearchParams(fields);
    return withTimeout(signal => fetch(path, { method: 'POST', redirect: 'manual', headers, body, signal }));
  }

  // Whoever signed in again has another token; somebody else must not send what is not theirs.
  async #renew() {
    const reply = await this.get('/organiser/door');
    if (!reply) return 'later';
    if (reply.type === 'opaqueredirect') return 'signed_out';
    if (!reply.ok) return reply.status === 403 ? 'refused' : 'later';
    return this.adopt(new DOMParser().parseFromString(await reply.text(), 'text/html'));
  }

  // The token of a page that was just loaded.
  adopt(page) {
    if (page.querySelector('[data-account]')?.dataset.account !== this.account) return 'other_account';
    const token = page.querySelector('input[name="csrf_token"]')?.value;
    if (!token || token === this.token) return 'refused';
    this.token = token;
    for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = token;
    return 'renewed';
  }
}

async function withTimeout(work) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    return await work(abort.signal);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

export class Sender {
  // `deliver(item)` answers as Post.send does; `told(item, result)` hears of each; `changed()` after every round.
  constructor(queue, deliver, told, changed) {
    Object.assign(this, { queue, deliver, told, changed, failures: 0, trouble: '', busy: false, again: false });
    addEventListener('online', () => this.wake());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.wake();
    });
  }

  // Tries at once.
  async wake() {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    clearTimeout(this.timer);
    let pause;
    do {
      this.again = false;
      pause = await this.#round();
    } while (this.again);
    this.busy = false;
    this.changed();
    if (pause) this.timer = setTimeout(() => this.wake(), pause);
  }

  // How long to wait until the next one; 0 where nothing is left.
  async #round() {
    let asked = 0;
    let left = false;
    const tried = new Set();
    for (let item; (item = this.queue.items().find(other => !tried.has(other.rev))); ) {
      tried.add(item.rev);
      const result = await this.deliver(item);
      if (result.outcome === 'sent' || result.outcome === 'gone') {
        this.failures = 0;
        this.trouble = '';
        this.told(item, result);
        continue;
      }
      left = true;
      asked = Math.max(asked, result.after ?? 0);
      this.trouble = result.outcome;
      this.changed();
      // A server that stumbles over one may take the others; without network or sign-in none arrives.
      if (result.outcome !== 'later' || result.offline || result.after) break;
    }
    if (!left) return 0;
    this.failures += 1;
    const backoff = Math.min(longestPause, 1000 * 2 ** (this.failures - 1));
    return Math.max(asked, backoff * (0.75 + Math.random() / 2));
  }
}
