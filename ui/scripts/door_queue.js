// What was marked and is not known to have arrived, kept on this device for one account and one event. Items are
// { id, made, … }: of one id there is one, the last. Two tabs may have the same queue, so it is read anew each time.
const prefix = 'kutsu.door.';

export class Queue {
  constructor(account, event) {
    this.key = `${prefix}${account}.${event}`;
    this.memory = null; // where nothing can be kept
  }

  items() {
    if (this.memory) return this.memory;
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? '[]');
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  find(id) {
    return this.items().find(item => item.id === id);
  }

  // The last in the queue; another of the same id goes. `rev` tells it from that one.
  put(item) {
    const rest = this.items().filter(other => other.id !== item.id);
    this.#keep([...rest, { made: Date.now(), ...item, rev: newKey() }]);
  }

  // Where it still is, and the same.
  change(item, members) {
    this.#keep(this.items().map(other => (other.rev === item.rev ? { ...other, ...members } : other)));
  }

  remove(item) {
    this.#keep(this.items().filter(other => other.rev !== item.rev));
  }

  #keep(items) {
    try {
      if (items.length) localStorage.setItem(this.key, JSON.stringify(items));
      else localStorage.removeItem(this.key);
      this.memory = null;
    } catch {
      this.memory = items;
    }
  }
}

// { event: how many are not sent } of the account, over all events.
export function unsentByEvent(account) {
  const counts = new Map();
  const own = `${prefix}${account}.`;
  try {
    for (let i = 0; i < localStorage.length; ++i) {
      const key = localStorage.key(i);
      if (!key.startsWith(own)) continue;
      const event = key.slice(own.length);
      const count = new Queue(account, event).items().length;
      if (count) counts.set(event, count);
    }
  } catch {
    // Nothing is kept where nothing can be read.
  }
  return counts;
}

// What nobody came back for within a week goes from the device, whoever's it was: it holds names.
export function forgetOld() {
  const oldest = Date.now() - 7 * 86_400_000;
  try {
    for (const key of Object.keys(localStorage).filter(name => name.startsWith(prefix))) {
      const [account, event] = key.slice(prefix.length).split('.');
      const queue = new Queue(account, event);
      for (const item of queue.items()) if (!(item.made > oldest)) queue.remove(item);
      if (queue.items().length === 0) localStorage.removeItem(key);
    }
  } catch {
    // Nothing is kept where nothing can be read.
  }
}

// 128 random bits; crypto.randomUUID is not everywhere.
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
