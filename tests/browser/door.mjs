// What tests of the page at the door begin with: an event that is on now, and who came to it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export class DoorWorld {
  constructor(kutsu) {
    this.kutsu = kutsu;
  }

  // A session's cookie.
  async session(name) {
    const [, password] = this.kutsu.demo.match(new RegExp(`^ *${name} +(\\S+)`, 'm'));
    const answer = await this.#call('', 'POST', '/session', { username: name, password });
    return answer.headers.get('set-cookie').match(/kutsu_session=([^;]+)/)[1];
  }

  async endSession(session) {
    await this.#call(session, 'DELETE', '/session');
  }

  async signIn(page, session) {
    await page.context().addCookies([{ name: 'kutsu_session', value: session, url: this.kutsu.url }]);
  }

  // Began half an hour ago.
  async event(name, details = {}) {
    this.organiser ??= await this.session('organiser');
    const at = minutes => `${new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19)}Z`;
    const answer = await this.#call(this.organiser, 'POST', '/events', {
      kind: 'group_activity', name: { fi: name },
      organisers: [{ name: 'Maahanmuuttopalvelut' }, { name: 'Monikulttuurikeskus Mimosa' }],
      start_time: at(-30), end_time: at(90),
      location: { name: 'Mimosa', municipality: 'Mikkeli' }, keywords: ['language'], in_language: ['fi'],
      maximum_attendee_capacity: 40, childcare_capacity: 10, publication_status: 'unlisted', ...details });
    return (await answer.json()).id;
  }

  // { id, manage_url, … }
  async party(event, name, persons = [{}]) {
    const answer = await this.#call(this.organiser, 'POST', `/events/${event}/registrations`, {
      contact: { name, phone: '+358405550145', language: 'fi' }, persons });
    return answer.json();
  }

  // Whom somebody else adds at the door.
  async walkIn(event, name) {
    const answer = await this.#call(this.organiser, 'POST', `/events/${event}/walk-ins`, {
      contact: { name }, persons: [{ name }] });
    return answer.json();
  }

  async cancel(party) {
    await this.#call('', 'DELETE', `/registrations/${party.manage_token}`);
  }

  async registrations(event) {
    const answer = await this.#call(this.organiser, 'GET', `/events/${event}/registrations`);
    return (await answer.json()).data;
  }

  // "present", "not_present", "unknown" of a party's persons.
  async presence(event, party) {
    const all = await this.registrations(event);
    return all.find(({ id }) => id === party.id).persons.map(person => person.presence_status);
  }

  async #call(session, method, path, body) {
    const headers = { 'Content-Type': 'application/json', ...(session && { Cookie: `kutsu_session=${session}` }) };
    const answer = await fetch(`${this.kutsu.url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${answer.ok ? '' : await answer.text()}`);
    return answer;
  }
}

// The page in Finnish.
export const phone = { viewport: { width: 390, height: 844 }, locale: 'fi' };
export const present = (page, name) => page.getByRole('button', { name: `Paikalla ${name}`, exact: true });
export const notPresent = (page, name) => page.getByRole('button', { name: `Ei tullut ${name}`, exact: true });
export const pressed = button => button.getAttribute('aria-pressed');
// How many queues the device keeps.
export const kept = page =>
  page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('kutsu.door.')).length);

// The pages that the device keeps, { path: text }.
export const keptPages = page => page.evaluate(async () => {
  const cache = await caches.open('kutsu.door.pages');
  const all = {};
  for (const { url } of await cache.keys()) {
    const kept = await cache.match(url);
    if (kept) all[new URL(url).pathname] = await kept.text();
  }
  return all;
});
export const keptPaths = async page => Object.keys(await keptPages(page)).sort();

export async function addWalkIn(page, { persons = 1, name = '' }) {
  await page.locator('#walk-in summary').click();
  await page.locator('#persons').fill(String(persons));
  await page.locator('#name').fill(name);
  await page.getByRole('button', { name: 'Lisää paikalle' }).click();
}

// On a phone it is folded away with the places.
export async function signOut(page, options) {
  await page.locator('.menu summary').click();
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).click(options);
}

// Waits until `look` answers what is expected; a page in the background has no event of its own to wait for. A page that
// is just being left answers nothing.
export async function eventually(look, expected) {
  for (const end = Date.now() + 60_000;;) {
    try {
      return assert.deepEqual(await look(), expected);
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}

// What stands between the phone and the server: it `passes` requests on, or `fails`, or `hangs`; or it `holds` what the
// server answered to a GET until `release`.
export async function startBetween(target) {
  const self = { mode: 'passes' };
  self.held = new Promise(resolve => (self.holding = resolve));
  const server = createServer((request, answer) => {
    if (self.mode === 'hangs') return;
    if (self.mode === 'fails') return answer.writeHead(503).end();
    const onward = ask(target + request.url, { method: request.method, headers: request.headers }, async reply => {
      if (self.mode === 'holds' && request.method === 'GET') {
        await new Promise(resolve => {
          self.release = resolve;
          self.holding();
        });
      }
      answer.writeHead(reply.statusCode, reply.headers);
      reply.pipe(answer);
    });
    request.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  self.url = `http://127.0.0.1:${server.address().port}`;
  self.stop = () => {
    server.closeAllConnections();
    server.close();
    return once(server, 'close');
  };
  return self;
}

// A film (YUV4MPEG2) for Chromium's fake camera: the QR code of `text`, as on the screen of a phone.
export function filmOf(text, file) {
  const modules = execFileSync('qrencode', ['-t', 'ASCII', '-m', '4', text], { encoding: 'utf8' })
    .split('\n').filter(Boolean).map(line => [...line].filter((_, column) => column % 2 === 0));
  const [width, height] = [640, 480];
  const scale = Math.floor(height / modules.length);
  const luma = Buffer.alloc(width * height, 235);
  const [left, top] = [width, height].map(side => Math.floor((side - scale * modules.length) / 2));
  modules.forEach((row, y) => row.forEach((module, x) => {
    if (module !== '#') return;
    for (let line = 0; line < scale; ++line) {
      const begin = (top + y * scale + line) * width + left + x * scale;
      luma.fill(16, begin, begin + scale);
    }
  }));
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc(width * height / 2, 128)]);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`),
                                     ...Array(10).fill(frame)]));
}
