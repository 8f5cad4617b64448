// The page at the door. Without this script its forms do everything; with it nothing waits for the network.
import { Freshness } from './door_fresh.js';
import { LastWalkIn } from './door_last.js';
import { List } from './door_list.js';
import { forgetPages, recallSent, rememberSent } from './door_pages.js';
import { Queue, forgetOld, newKey } from './door_queue.js';
import { CodeReader } from './door_scan.js';
import { Post, Sender } from './door_send.js';
import { rememberCounts, startToday } from './door_today.js';
import { isRight } from './door_walk_in.js';

const byId = id => document.getElementById(id);
// What is sent at once is not worth a word.
const briefly = 1000;
const stale = 30_000;
const shortly = 8000;

class Door {
  constructor(root) {
    this.root = root;
    const { account, event } = root.dataset;
    this.base = `/organiser/door/${event}`;
    this.list = new List(root);
    this.last = new LastWalkIn();
    this.queue = new Queue(account, event);
    this.post = new Post(account);
    this.loaded = Date.now();
    this.leaving = false;
    this.losses = [];
    this.arrived = 0;
    this.sender = new Sender(this.queue, item => this.#deliver(item), (item, result) => this.#told(item, result),
                             () => this.render());
    this.#listen();
    byId('find-field').hidden = false;
    this.codes = new CodeReader(root, this.list.words, text => this.say(text), {
      ask: token => this.post.send(`${this.base}/scan`, { token }),
      show: registration => this.#show(registration),
    });
    this.freshness = new Freshness(this.base, () => this.refresh());
    this.#nameLast();
    this.render();
    if (this.freshness.isOld) this.#recall();
    if (this.queue.items().length) this.sender.wake();
  }

  #listen() {
    this.root.addEventListener('click', event => {
      const button = event.target.closest('.door-presence button, .everybody button');
      if (button) this.#mark(event, button);
    });
    this.root.querySelector('#walk-in form').addEventListener('submit', event => this.#add(event));
    this.root.querySelector('#walk-in form').addEventListener('input', event => event.target.setCustomValidity?.(''));
    byId('last-walk-in').querySelector('form').addEventListener('submit', event => this.#undo(event));
    byId('find').addEventListener('input', event => this.list.filter(event.target.value));
    byId('door-sign-in').addEventListener('click', () => (this.leaving = true));
    addEventListener('storage', event => event.key === this.queue.key && this.#hearOfAnotherTab());
    addEventListener('offline', () => this.render());
    addEventListener('beforeunload', event => {
      if (this.leaving || this.queue.items().length === 0) return;
      event.preventDefault();
      event.returnValue = '';
    });
    document.addEventListener('visibilitychange', () => {
      this.leaving = false;
      if (!document.hidden && Date.now() - this.loaded > stale) this.refresh();
    });
  }

  #enqueue(item) {
    this.losses = [];
    this.queue.put(item);
    this.render();
    setTimeout(() => this.render(), briefly + 50);
    this.sender.wake();
  }

  #mark(event, button) {
    event.preventDefault();
    const party = button.closest('.door-party');
    const chosen = button.closest('.door-person');
    for (const person of chosen ? [chosen] : party.querySelectorAll('.door-person')) {
      if (person.dataset.presence === button.value) continue;
      const { registration } = party.dataset;
      const id = person.dataset.person;
      this.#enqueue({ id: `person-${id}`, kind: 'presence', name: this.list.nameOf(person),
                      fields: { registration, person: id, presence_status: button.value } });
    }
  }

  #add(event) {
    event.preventDefault();
    const form = event.target;
    if (!isRight(form, this.root, this.list.words)) return;
    const key = newKey();
    const fields = Object.fromEntries(new FormData(form));
    delete fields.csrf_token;
    delete fields.once;
    this.say('');
    const name = fields.name || this.list.words.nameless;
    this.last.set(key, name);
    this.#enqueue({ id: `walk-in-${key}`, kind: 'walk_in', key, name, fields });
    form.reset();
    byId('walk-in').open = false;
    byId('walk-in').querySelector('summary').focus();
  }

  #undo(event) {
    event.preventDefault();
    const { registration, name } = this.last;
    this.last.clear();
    byId('walk-in').querySelector('summary').focus();
    const waiting = this.queue.find(`walk-in-${registration}`);
    this.list.remove(registration);
    if (!waiting) return this.#enqueue({ id: `undo-${registration}`, kind: 'undo', name, fields: { registration } });
    // What may have arrived without our hearing of it is sent once more, so that it can be taken back.
    if (waiting.tried) this.queue.change(waiting, { undone: true });
    else this.queue.remove(waiting);
    this.render();
  }

  async #deliver(item) {
    const result = await this.#send(item);
    if (result.outcome === 'signed_out') await forgetPages();
    // Before it leaves the queue, so that a page loaded in between finds it in one of the two.
    if (result.outcome === 'sent') await this.#remember(item, result.answer);
    return result;
  }

  #send(item) {
    if (item.kind === 'presence') return this.post.send(`${this.base}/presence`, item.fields);
    if (item.kind === 'undo') return this.post.send(`${this.base}/undo`, item.fields);
    this.queue.change(item, { tried: true });
    return this.post.send(`${this.base}/walk-ins`, item.fields, item.key);
  }

  async #remember(item, { registration, persons }) {
    const { kind, key, name, fields } = item;
    await rememberSent(this.base, item.rev, { kind, key, name, fields, registration, persons });
    await rememberCounts(this.root.dataset.event, this.list.counts());
  }

  // The list is older than what this device has sent since.
  async #recall() {
    const sent = await recallSent(this.base);
    if (!this.freshness.isOld) return;
    for (const item of sent) this.#showSent(item);
    this.#nameLast();
    this.render();
  }

  #showSent({ kind, key, name, fields, registration, persons }) {
    if (kind === 'presence') {
      const person = this.list.person(fields.person);
      if (person) this.list.show(person, fields.presence_status);
    } else if (kind === 'undo') {
      this.list.remove(fields.registration);
      if (this.last.registration === fields.registration) this.last.clear();
    } else {
      if (!byId(`registration-${registration}`)) this.list.addPending(key, fields);
      this.list.settlePending(key, registration, persons);
      this.last.set(String(registration), name);
    }
  }

  // What waits to be sent is later than anything that was.
  #nameLast() {
    for (const item of this.queue.items()) {
      if (item.kind === 'walk_in' && !item.undone) this.last.set(item.key, item.name);
      if (item.kind === 'undo' && this.last.registration === String(item.fields.registration)) this.last.clear();
    }
  }

  #told(item, { outcome, answer, reason }) {
    // Read before it goes: it may have been taken back while it was under way.
    const undone = this.queue.items().some(other => other.rev === item.rev && other.undone);
    this.queue.remove(item);
    this.arrived += 1;
    if (outcome === 'gone') {
      const words = this.root.dataset.dropped;
      this.losses.push(words.replace('{name}', item.name).replace('{reason}', reason ?? this.list.words.gone));
      this.say(this.losses.join(' '));
      if (item.kind === 'walk_in') this.list.remove(item.key);
      this.refresh();
    } else if (item.kind === 'walk_in') {
      this.#settle(item, answer, undone);
    } else if (item.kind === 'undo') {
      this.list.remove(item.fields.registration);
    }
    const done = this.queue.items().length === 0 && this.losses.length === 0;
    if (done && this.wasStale) this.say(this.list.words.all_sent, true);
    this.render();
  }

  #settle(item, { registration, persons }, undone) {
    if (undone) {
      return this.queue.put({ id: `undo-${registration}`, kind: 'undo', name: item.name, fields: { registration } });
    }
    this.list.settlePending(item.key, registration, persons);
    if (this.last.registration === item.key) this.last.set(String(registration), item.name);
  }

  // What it has sent is on the server now, under its number.
  #hearOfAnotherTab() {
    const pending = [...this.root.querySelectorAll('[data-pending]')].map(party => party.dataset.pending);
    const sent = pending.filter(key => !this.queue.find(`walk-in-${key}`));
    for (const key of sent) this.list.remove(key);
    if (sent.length) this.refresh();
    this.render();
  }

  // What asks for nothing goes again by itself.
  say(text, passing = false) {
    byId('door-message').textContent = text;
    clearTimeout(this.silence);
    if (passing) this.silence = setTimeout(() => this.say(''), shortly);
  }

  // The page as it will be once everything has arrived, with marks on what has not.
  render() {
    const items = this.queue.items();
    const late = items.filter(item => this.sender?.trouble || !navigator.onLine || Date.now() - item.made >= briefly);
    for (const mark of this.root.querySelectorAll('#door-lists .unsent')) mark.hidden = true;
    for (const item of items) this.#overlay(item, late.includes(item));
    this.list.count();
    this.list.filter(byId('find').value);
    const text = late.length ? this.root.dataset.unsent.replace('{number}', this.list.number(late.length)) : '';
    if (byId('unsent').textContent !== text) byId('unsent').textContent = text;
    // What waits here would come too late.
    const close = byId('close-attendance');
    if (close) {
      close.disabled = items.length > 0;
      byId('close-waits').hidden = items.length === 0;
    }
    this.wasStale = items.length ? this.wasStale || late.length > 0 : false;
    this.#tellTrouble(items.length > 0);
  }

  #overlay(item, late) {
    if (item.kind === 'presence') {
      const person = this.list.person(item.fields.person);
      if (!person) return;
      this.list.show(person, item.fields.presence_status);
      person.querySelector('.unsent').hidden = !late;
    } else if (item.kind === 'undo') {
      this.list.remove(item.fields.registration);
    } else if (item.undone) {
      this.list.remove(item.key);
    } else {
      this.list.addPending(item.key, item.fields);
      byId(`registration-${item.key}`).querySelector('.door-marks .unsent').hidden = !late;
    }
  }

  #tellTrouble(any) {
    const trouble = any ? this.sender?.trouble : '';
    const words = this.list.words[trouble];
    byId('door-sign-in').hidden = trouble !== 'signed_out' && trouble !== 'other_account';
    if (words && byId('door-message').textContent !== words) this.say(words);
  }

  // What others have marked meanwhile.
  async refresh() {
    const { arrived } = this;
    const reply = await this.post.get(this.base);
    if (reply?.type === 'opaqueredirect') return this.#leaveIfKept();
    if (!reply?.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    // What arrived meanwhile may not be on it yet.
    if (arrived !== this.arrived) return this.refresh();
    if (this.post.adopt(page) === 'other_account') return this.#leaveIfKept();
    this.freshness.adopt(page);
    const focused = document.activeElement?.id;
    byId('door-lists').replaceWith(document.adoptNode(page.getElementById('door-lists')));
    this.last.adopt(page);
    this.#nameLast();
    this.loaded = Date.now();
    this.render();
    if (focused && document.activeElement?.id !== focused) byId(focused)?.focus();
  }

  // A list that was kept is for whoever was signed in when it was.
  #leaveIfKept() {
    if (!this.freshness.isOld) return;
    this.leaving = true;
    location.reload();
  }

  // Leads to the party of a code that was read; false where it is not in the list.
  async #show(registration) {
    if (!byId(`registration-${registration}`)) await this.refresh();
    const party = byId(`registration-${registration}`);
    if (!party) return false;
    this.codes.close();
    byId('find').value = '';
    this.list.filter('');
    for (const other of this.root.querySelectorAll('.found')) other.classList.remove('found');
    party.classList.add('found');
    party.scrollIntoView({ block: 'center' });
    const button = party.querySelector('[value="present"][aria-pressed="false"]') ?? party.querySelector('button');
    button?.focus({ preventScroll: true });
    this.say(this.root.dataset.found.replace('{name}', this.list.nameOf(party)), true);
    return true;
  }
}

forgetOld();
const today = byId('door-today');
const door = byId('door');
if (today) startToday(today);
if (door) new Door(door);
