// What a file of tests begins with: a server and a browser of its own, which go when its tests are done.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, launch, withPage } from './browser.mjs';
import { DoorWorld, eventually, keptPaths } from './door.mjs';
import { startKutsu } from './kutsu.mjs';

// Hands { kutsu, browser } to `take` before the tests, and waits for it. Limits are the service tests' to check: here
// one address signs in, and fills in forms, again and again.
export function useKutsu(take, settings = {}) {
  let kutsu, browser;
  before(async () => {
    kutsu = await startKutsu({ KUTSU_LIMITS_ENABLED: 'false', ...settings });
    browser = await launch();
    await take({ kutsu, browser });
  });
  after(async () => {
    await browser?.close();
    await kutsu?.stop();
  });
}

// Also { world, session, open, openAndKeep }: events to stand at the door of, the session of a door account, and
// open(page, event, as), which opens the page of one; openAndKeep also waits until the device keeps it, and answers its
// path.
export function useDoor(take) {
  useKutsu(async ({ kutsu, browser }) => {
    const world = new DoorWorld(kutsu);
    const session = await world.session('door');
    const open = async (page, event, as = session) => {
      await world.signIn(page, as);
      await page.goto(`${kutsu.url}/organiser/door/${event}`);
    };
    const openAndKeep = async (page, event, as = session) => {
      await open(page, event, as);
      const path = `/organiser/door/${event}`;
      await eventually(async () => (await keptPaths(page)).includes(path), true);
      return path;
    };
    take({ kutsu, browser, world, session, open, openAndKeep });
  });
}

// Answers post(path, body) of the JSON interface, as an organiser.
export function byOrganiser(kutsu, organisation = 'Mimosa') {
  const token = kutsu.run('token', 'create', '--role', 'organiser', '--organisation', organisation).trim();
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return async (path, body) => {
    const answer = await fetch(`${kutsu.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  };
}

// A page without script on the narrowest phone. axe is a script: the page is looked at again in a browser that runs
// some, and by `more`.
export async function assertFine(browser, page, more = async () => {}) {
  await assertNoSidewaysScroll(page);
  const html = await page.content();
  await withPage(browser, { viewport: { width: 320, height: 640 } }, async other => {
    await other.route(page.url(), route => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
    await other.goto(page.url());
    await assertAccessible(other);
    await more(other);
  });
}
