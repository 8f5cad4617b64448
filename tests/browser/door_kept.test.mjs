import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, withPage } from './browser.mjs';
import {
  addWalkIn, eventually, kept, keptPages, keptPaths, phone, present, pressed, signOut, startBetween,
} from './door.mjs';
import { useDoor } from './setup.mjs';

let kutsu, browser, world, session, openAndKeep;
useDoor(all => ({ kutsu, browser, world, session, openAndKeep } = all));

const away = { ...phone, provokes: /net::ERR_/ };
const asked = { interpreter_language: 'ar', accessibility: 'Pyörätuoli' };
const notice = page => page.locator('#kept');

async function isUnreachable(page, path) {
  await assert.rejects(page.goto(kutsu.url + path), /net::ERR_/);
}

describe('without network', () => {
  test('the list last seen opens, says so, and sends what is marked when the network is back', async () => {
    const event = await world.event('Kellarissa');
    const party = await world.party(event, 'Layla');
    await withPage(browser, away, async page => {
      const path = await openAndKeep(page, event);
      assert.equal(await notice(page).isVisible(), false);
      const online = await page.reload();
      await page.context().setOffline(true);
      const offline = await page.reload();
      assert.equal(offline.headers()['content-security-policy'], online.headers()['content-security-policy']);
      await notice(page).getByText(/Ei verkkoyhteyttä. Lista on klo \d+\.\d\d mukainen./).waitFor();
      await assertAccessible(page);
      await page.setViewportSize({ width: 320, height: 640 });
      await assertNoSidewaysScroll(page);
      await present(page, 'Layla').click();
      await addWalkIn(page, { persons: 2, name: 'Omar' });
      assert.equal(await page.locator('#here').innerText(), '3');
      await page.locator('#unsent').getByText('Lähettämättä: 2').waitFor();
      page.on('dialog', dialog => dialog.accept());
      await page.reload();
      assert.equal(await pressed(present(page, 'Layla')), 'true', 'what was marked outlives the page');
      await page.context().setOffline(false);
      await eventually(() => world.presence(event, party), ['present']);
      await eventually(async () => (await world.registrations(event)).length, 2);
      await eventually(() => kept(page), 0);
      await notice(page).waitFor({ state: 'hidden' });
      assert.equal(await page.locator('#here').innerText(), '3');
      assert.equal(new URL(page.url()).pathname, path);
    });
  });

  test('today is there with the lists that were opened, and says which were not', async () => {
    const [opened, other] = [await world.event('Avattu'), await world.event('Avaamaton')];
    await withPage(browser, away, async page => {
      await openAndKeep(page, opened);
      await page.goto(`${kutsu.url}/organiser/door`);
      await eventually(async () => (await keptPaths(page)).includes('/organiser/door'), true);
      await page.context().setOffline(true);
      await page.reload();
      await notice(page).getByText(/Ei verkkoyhteyttä/).waitFor();
      const words = 'Tätä listaa ei ole avattu tällä laitteella';
      await page.locator(`.door-card[data-event="${other}"]`).getByText(words).waitFor();
      assert.equal(await page.locator(`.door-card[data-event="${opened}"]`).getByText(words).count(), 0);
      await page.getByRole('link', { name: 'Avattu' }).click();
      await page.getByRole('heading', { name: 'Avattu' }).waitFor();
      assert.equal(await notice(page).isVisible(), true);
      await page.goBack();
      await page.context().setOffline(false);
      await notice(page).waitFor({ state: 'hidden' });
    });
  });

  test('what others added meanwhile comes when the network is back', async () => {
    const event = await world.event('Sillä välin');
    await withPage(browser, away, async page => {
      await openAndKeep(page, event);
      await world.party(event, 'Noor');
      await page.context().setOffline(true);
      await page.reload();
      assert.equal(await present(page, 'Noor').count(), 0);
      await page.context().setOffline(false);
      await present(page, 'Noor').waitFor();
      await notice(page).waitFor({ state: 'hidden' });
    });
  });

  test('a server that fails or does not answer is as good as none', async () => {
    const event = await world.event('Kompastelu');
    await world.party(event, 'Layla');
    const between = await startBetween(kutsu.url);
    const stumbling = { ...phone, provokes: /status of 503|net::ERR_/ };
    try {
      await withPage(browser, stumbling, async page => {
        await page.context().addCookies([{ name: 'kutsu_session', value: session, url: between.url }]);
        await page.goto(`${between.url}/organiser/door/${event}`);
        await eventually(async () => (await keptPaths(page)).length, 1);
        for (const trouble of ['fails', 'hangs']) {
          between.mode = trouble;
          await page.reload();
          await present(page, 'Layla').waitFor();
          assert.equal(await notice(page).isVisible(), true, trouble);
        }
        between.mode = 'passes';
        await page.reload();
        await notice(page).waitFor({ state: 'hidden' });
      });
    } finally {
      await between.stop();
    }
  });
});

describe('what is kept on the device', () => {
  test('are the door\'s pages of today alone, without needs, languages or the session\'s token', async () => {
    const event = await world.event('Vähän', { asks: ['name', 'interpreter_language', 'accessibility'] });
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const later = await world.event('Toisena päivänä', { start_time: `${day}T12:00:00Z`, end_time: `${day}T14:00:00Z` });
    await world.party(event, 'Layla', [asked]);
    await withPage(browser, away, async page => {
      const path = await openAndKeep(page, event);
      assert.match(await page.locator('.door-person').innerText(), /Pyörätuoli/);
      for (const other of ['/organiser/', `/organiser/door/${later}`, '/fi/', path]) await page.goto(kutsu.url + other);
      assert.deepEqual(await keptPaths(page), [path]);
      const { [path]: text } = await keptPages(page);
      assert.match(text, /Layla/);
      assert.doesNotMatch(text, /Pyörätuoli|class="chip">arabia|name="csrf_token" value="[^"]/);
      const caches = await page.evaluate(() => globalThis.caches.keys());
      assert.deepEqual(caches.sort(), ['kutsu.door.assets', 'kutsu.door.pages']);
      const assets = await page.evaluate(async () => {
        const cache = await globalThis.caches.open('kutsu.door.assets');
        return (await cache.keys()).map(({ url }) => new URL(url).pathname);
      });
      for (const asset of assets) assert.match(asset, /^\/assets\//);
    });
  });

  test('goes when somebody signs out, with network or without', async () => {
    const event = await world.event('Kirjaudun ulos');
    await withPage(browser, away, async page => {
      const path = await openAndKeep(page, event, await world.session('door'));
      await signOut(page);
      await page.locator('#username').waitFor();
      await eventually(() => keptPaths(page), []);
      await page.context().setOffline(true);
      await isUnreachable(page, path);
    });
    await withPage(browser, away, async page => {
      const path = await openAndKeep(page, event, await world.session('door'));
      await page.context().setOffline(true);
      await page.reload();
      const failed = page.waitForEvent('requestfailed', request => request.url().endsWith('/sign-out'));
      await Promise.all([failed, signOut(page, { noWaitAfter: true })]);
      await isUnreachable(page, path);
    });
  });

  test('goes when the server says that the session has ended', async () => {
    const event = await world.event('Istunto päättyy');
    await withPage(browser, away, async page => {
      const ending = await world.session('door');
      const path = await openAndKeep(page, event, ending);
      await page.context().setOffline(true);
      await page.reload();
      await world.endSession(ending);
      await page.context().setOffline(false);
      // The kept list goes from the screen, too.
      await page.locator('#username').waitFor();
      await eventually(() => keptPaths(page), []);
      await page.context().setOffline(true);
      await isUnreachable(page, path);
    });
  });

  test('is nobody else\'s', async () => {
    const event = await world.event('Vuoronvaihto');
    const another = await world.event('Toisen lista');
    await withPage(browser, away, async page => {
      const path = await openAndKeep(page, event);
      const others = await openAndKeep(page, another, await world.session('organiser'));
      await eventually(() => keptPaths(page), [others]);
      await page.context().setOffline(true);
      await isUnreachable(page, path);
    });
  });

  test('goes when the day is over', async () => {
    const event = await world.event('Eilinen');
    await withPage(browser, away, async page => {
      const path = await openAndKeep(page, event);
      await page.evaluate(async url => {
        const cache = await caches.open('kutsu.door.pages');
        const reply = await cache.match(url);
        const headers = new Headers(reply.headers);
        const past = Math.floor(Date.now() / 1000) - 1;
        headers.set('Kutsu-Keep', headers.get('Kutsu-Keep').replace(/until=\d+/, `until=${past}`));
        await cache.put(url, new Response(await reply.text(), { headers }));
      }, path);
      await page.context().setOffline(true);
      await isUnreachable(page, path);
      await page.context().setOffline(false);
      await page.goto(`${kutsu.url}/organiser/`);
      await eventually(() => keptPaths(page), []);
    });
  });
});
