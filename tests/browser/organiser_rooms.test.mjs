import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { dateAhead, desktop, fillInEvent as fillIn, pathOf, save, signIn as enter, withoutScript } from './console.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

const signIn = (page, ...more) => enter(kutsu, page, ...more);
const fillInEvent = (page, ...more) => fillIn(kutsu, page, ...more);

// Pictures to be looked at, where somebody asks for them.
async function picture(page, name) {
  if (process.env.KUTSU_PICTURES) await page.screenshot({ path: `${process.env.KUTSU_PICTURES}/${name}.png`, fullPage: true });
}

async function addRoom(page, name, street = 'Porrassalmenkatu 1') {
  await page.goto(`${kutsu.url}/organiser/rooms`);
  await page.locator('#name').fill(name);
  await page.locator('#street_address').fill(street);
  await page.locator('#municipality').fill('Mikkeli');
  await page.locator('#capacity').fill('30');
  await page.locator('input[name=step_free][value=yes]').check();
  await page.locator('#directions-fi').fill('Ovi B, toinen kerros. Hissi on aulassa.');
  await page.locator('#directions-ar').fill('الباب B، الطابق الثاني.');
  await page.locator('main form.sheet button.main-action').click();
}

async function choose(page, room) {
  const value = await page.locator('#location-room option', { hasText: room }).getAttribute('value');
  await page.locator('#location-room').selectOption(value);
}

describe('rooms', () => {
  test('are entered once, chosen for an event, and tell the way there, without script', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      await addRoom(page, 'Kirjasto, sali 2');
      await page.getByRole('row', { name: /Kirjasto, sali 2/ }).getByText('Sisään pääsee ilman portaita').waitFor();
      await picture(page, 'rooms');
      await fillInEvent(page, 'Asumisinfo', dateAhead(40));
      await choose(page, 'Kirjasto, sali 2');
      await save(page);
      await page.getByRole('button', { name: 'Julkaise kaikille' }).click();
      const address = await page.getByRole('link', { name: /\/fi\/events\// }).getAttribute('href');
      await page.goto(`${kutsu.url}${new URL(address).pathname}`);
      await page.getByText('Ovi B, toinen kerros.').waitFor();
      await picture(page, 'public-fi');
      await page.goto(`${kutsu.url}${new URL(address).pathname.replace('/fi/', '/ar/')}`);
      await page.getByText('الباب B').waitFor();
      await picture(page, 'public-ar');
    });
  });

  for (const [name, settings] of [['a phone', phone], ['a desktop', desktop]]) {
    test(`can be read by everybody on ${name}, in Arabic too`, async () => {
      await withPage(browser, settings, async page => {
        await signIn(page);
        for (const language of ['fi', 'ar']) {
          await page.goto(`${kutsu.url}/organiser/rooms?lang=${language}`);
          await assertNoSidewaysScroll(page);
          await assertAccessible(page);
          await picture(page, `rooms-${name.replace('a ', '')}-${language}`);
          await page.locator('tbody a.button').first().click();
          await assertNoSidewaysScroll(page);
          await assertAccessible(page);
          await picture(page, `room-edit-${name.replace('a ', '')}-${language}`);
        }
        await page.goto(`${kutsu.url}/organiser/rooms?lang=fi`);
      });
    });
  }
});

describe('what else happens at that time', () => {
  before(async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      await addRoom(page, 'Kirjasto, sali 3', 'Raatihuoneenkatu 6');
      await fillInEvent(page, 'Varattu hetki', dateAhead(50));
      await choose(page, 'Kirjasto, sali 3');
      await save(page);
    });
  });

  test('is asked for by a button, told by the field, and loses nothing that was typed, without script', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      await fillInEvent(page, 'Samaan aikaan', dateAhead(50));
      await choose(page, 'Kirjasto, sali 3');
      await page.locator('button[value=check]').click();
      const other = page.locator('#conflicts a', { hasText: 'Varattu hetki' });
      await other.first().waitFor();
      assert.equal(await page.locator('#name-fi').inputValue(), 'Samaan aikaan');
      await picture(page, 'conflicts-form');
      await save(page);
      await page.locator('.error', { hasText: 'Tila on silloin jo varattu' }).waitFor();
      assert.equal(await page.locator('#name-fi').inputValue(), 'Samaan aikaan');
      await page.locator('#conflicts a', { hasText: 'Varattu hetki' }).first().click();
      await page.getByRole('heading', { name: 'Varattu hetki' }).waitFor();
    });
  });

  test('is shown while somebody types, and the place in words goes where a room is chosen', async () => {
    await withPage(browser, { ...phone, locale: 'fi' }, async page => {
      await signIn(page);
      await fillInEvent(page, 'Kännykällä', dateAhead(50));
      assert.ok(await page.locator('#location-name').isVisible());
      await choose(page, 'Kirjasto, sali 3');
      await page.locator('#conflicts .wrong a', { hasText: 'Varattu hetki' }).waitFor();
      assert.ok(!await page.locator('#location-name').isVisible());
      assert.ok(!await page.locator('button[value=check]').isVisible());
      await assertNoSidewaysScroll(page);
      await assertAccessible(page);
      await page.locator('#conflicts').scrollIntoViewIfNeeded();
      await picture(page, 'conflicts-phone');
      await choose(page, 'Muu paikka');
      await page.locator('#conflicts .note a', { hasText: 'Varattu hetki' }).waitFor();
      assert.equal(await page.locator('#conflicts .wrong').count(), 0);
      assert.ok(await page.locator('#location-name').isVisible());
    });
  });

  test('is advice that holds nobody off, and stands on the saved event in every language', async () => {
    await withPage(browser, { ...desktop, locale: 'fi' }, async page => {
      await signIn(page);
      await fillInEvent(page, 'Rinnakkain', dateAhead(50));
      await save(page);
      const event = pathOf(page);
      assert.match(event, /^\/organiser\/events\/\d+$/);
      for (const language of ['fi', 'ar']) {
        await page.goto(`${kutsu.url}${event}?lang=${language}`);
        await page.locator('.conflicts a', { hasText: 'Varattu hetki' }).waitFor();
        await assertAccessible(page);
        await picture(page, `event-${language}`);
      }
      await page.goto(`${kutsu.url}${event}?lang=fi`);
    });
  });

  test('is shown for each date of a series, and a taken one is left out', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      await fillInEvent(page, 'Joka viikko', dateAhead(43));
      await choose(page, 'Kirjasto, sali 3');
      await page.locator('input[name=repeat][value=weekly]').check();
      await page.locator('#repeat_count').fill('3');
      await save(page);
      const taken = page.locator(`input[name=held][value="${dateAhead(50)}"]`);
      assert.equal(await taken.isChecked(), false);
      await page.locator('.days a', { hasText: 'Varattu hetki' }).first().waitFor();
      await picture(page, 'series');
    });
  });
});
