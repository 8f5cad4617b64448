import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, launch, withPage } from './browser.mjs';
import { addWalkIn, eventually, filmOf, kept, phone, present, pressed } from './door.mjs';
import { useDoor } from './setup.mjs';

let kutsu, browser, world, session, open;
useDoor(all => ({ kutsu, browser, world, session, open } = all));

describe('without script', () => {
  test('everything is done by forms that lead back to the row', async () => {
    const event = await world.event('Kahvila ilman skriptiä');
    const party = await world.party(event, 'Layla', [{}, { child_age: 4 }]);
    await withPage(browser, { ...phone, javaScriptEnabled: false }, async page => {
      await world.signIn(page, session);
      await page.goto(`${kutsu.url}/organiser/`);
      await page.locator('.menu summary').click();
      await page.getByRole('link', { name: 'Ovella', exact: true }).click();
      await page.getByRole('link', { name: 'Kahvila ilman skriptiä' }).click();
      assert.equal(await page.locator('#find').isVisible(), false);
      assert.equal(await page.locator('#scan').isVisible(), false);
      await present(page, 'Layla').click();
      assert.match(new URL(page.url()).hash, /^#person-\d+$/);
      assert.equal(await pressed(present(page, 'Layla')), 'true');
      await page.getByRole('button', { name: 'Kaikki paikalla Layla' }).click();
      assert.deepEqual(await world.presence(event, party), ['present', 'present']);
      assert.equal(await page.getByRole('button', { name: 'Kaikki paikalla Layla' }).count(), 0);
      assert.equal(await page.locator('#children-here').innerText(), '1');

      await addWalkIn(page, { persons: 3, name: 'Omar' });
      await page.getByRole('status').getByText('Lisätty paikalle.').waitFor();
      assert.equal(await page.locator('#here').innerText(), '5');
      await page.getByRole('button', { name: 'Kumoa' }).click();
      assert.equal(await page.locator('#here').innerText(), '2');
      assert.equal((await world.registrations(event)).length, 1);
    });
  });
});

describe('the list', () => {
  test('is narrowed by a name, without its accents', async () => {
    const event = await world.event('Suodatettu');
    for (const name of ['Äijälä Aino', 'Omar Hassan']) await world.party(event, name);
    await withPage(browser, phone, async page => {
      await open(page, event);
      await page.getByLabel('Etsi nimellä').fill('aij');
      assert.equal(await page.locator('.door-party:visible').count(), 1);
      assert.equal(await present(page, 'Äijälä Aino').isVisible(), true);
    });
  });

  test('has buttons as big as a thumb', async () => {
    const event = await world.event('Peukalot');
    await world.party(event, 'Layla', [{}, {}]);
    await withPage(browser, phone, async page => {
      await open(page, event);
      const boxes = await page.locator('.door button:visible, .door summary').all();
      assert.ok(boxes.length >= 7);
      for (const box of boxes) assert.ok((await box.boundingBox()).height >= 48, await box.innerText());
    });
  });
});

describe('every page at the door', () => {
  const looks = [
    ['a phone in Finnish', phone],
    ['a phone in Arabic', { ...phone, locale: 'ar' }],
    ['a narrow phone in English', { viewport: { width: 320, height: 640 }, locale: 'en' }],
    ['a narrow phone in Arabic', { viewport: { width: 320, height: 640 }, locale: 'ar' }],
    ['a dark desktop', { viewport: { width: 1280, height: 900 }, locale: 'fi', colorScheme: 'dark' }],
  ];
  for (const [name, options] of looks) {
    test(`is accessible and fits on ${name}`, async () => {
      const event = await world.event('Kielikahvila ja lastenhoitoa kaikille', { waiting_list_capacity: 5,
                                                                                 maximum_attendee_capacity: 5 });
      await world.party(event, 'Layla Esimerkkinen-Pitkäniminen', [{ interpreter_language: 'ar' }, { child_age: 4 },
                                                                    { accessibility: 'Pyörätuoli, leveä ovi' }]);
      const here = await world.party(event, 'Omar');
      await world.party(event, 'Jonottaja', [{}, {}]);
      await withPage(browser, { ...options, serviceWorkers: 'block', provokes: /net::ERR_/ }, async page => {
        const check = async () => {
          await assertAccessible(page);
          await assertNoSidewaysScroll(page);
        };
        await open(page, event);
        await page.locator(`#registration-${here.id} [value="not_present"]`).click();
        await page.locator('[value="present"]').nth(1).click();
        await check();
        await page.locator('#walk-in summary').click();
        await page.locator('#persons').fill('2');
        await check();
        await page.context().setOffline(true);
        await page.locator('#walk-in .main-action').click();
        await page.locator('#unsent:not(:empty)').waitFor();
        await check();
        await page.context().setOffline(false);
        await eventually(() => kept(page), 0);
        await page.goto(`${kutsu.url}/organiser/door`);
        await check();
      });
    });
  }
});

describe('the camera', () => {
  async function scan(text, look) {
    const film = join(kutsu.folder, 'code.y4m');
    filmOf(text, film);
    const filming = await launch('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
                                 `--use-file-for-fake-video-capture=${film}`);
    try {
      await withPage(filming, { ...phone, permissions: ['camera'] }, look);
    } finally {
      await filming.close();
    }
  }

  test('reads the code of a party and leads to its row', async () => {
    const event = await world.event('Kamera');
    for (let i = 0; i < 15; ++i) await world.party(event, `Vieras ${String.fromCharCode(65 + i)}`);
    const party = await world.party(event, 'Zaki', [{}, {}]);
    await scan(party.manage_url, async page => {
      await open(page, event);
      const urls = [];
      page.on('request', request => urls.push(request.url()));
      await page.getByRole('button', { name: 'Lue koodi' }).click();
      await page.getByText('Löytyi: Zaki').waitFor();
      assert.equal(await page.locator('#scanner').isVisible(), false);
      const focused = await page.evaluate(() => document.activeElement.closest('.door-party')?.id);
      assert.equal(focused, `registration-${party.id}`);
      assert.ok(await page.locator(`#registration-${party.id}`).evaluate(row => {
        const { top, bottom } = row.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }));
      await page.keyboard.press('Enter');
      await eventually(() => world.presence(event, party), ['present', 'unknown']);
      assert.ok(urls.some(url => url.includes('/assets/door_scanner.')));
      for (const url of urls) assert.ok(!url.includes(party.manage_token), 'no token in an address');
    });
  });

  test('says that a code is for another event', async () => {
    const event = await world.event('Tämä');
    const party = await world.party(await world.event('Aivan toinen'), 'Zaki');
    await scan(party.manage_url, async page => {
      await open(page, event);
      await page.getByRole('button', { name: 'Lue koodi' }).click();
      await page.getByText('Koodi on toiseen tilaisuuteen: Aivan toinen').waitFor();
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Sulje kamera' }).click();
      assert.equal(await page.locator('#scanner').isVisible(), false);
    });
  });

  test('fetches nothing for it until it is opened', async () => {
    const event = await world.event('Ei kameraa');
    await withPage(browser, phone, async page => {
      const urls = [];
      page.on('request', request => urls.push(request.url()));
      await open(page, event);
      await page.waitForLoadState('networkidle');
      assert.ok(!urls.some(url => url.includes('door_scanner')));
    });
  });
});
