import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { dateAhead, desktop, fillInEvent, makeEvent, pathOf, save, signIn, withoutScript } from './console.mjs';
import { assertFine, byOrganiser, useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

async function keep(page, name) {
  if (process.env.KUTSU_PICTURES) await page.screenshot({ path: `${process.env.KUTSU_PICTURES}/${name}.png`, fullPage: true });
}

async function rename(page, event, name) {
  await page.goto(`${kutsu.url}${event}/edit`);
  await page.locator('#name-fi').fill(name);
  await save(page);
}

async function moveTo(page, event, date) {
  await page.goto(`${kutsu.url}${event}/move`);
  await page.locator('#date').fill(date);
  await page.getByRole('button', { name: /^Siirrä/ }).click();
}

async function register(page, event) {
  await page.goto(`${kutsu.url}${event}/registrations/new`);
  await page.locator('#contact-name').fill('Amira Esimerkki');
  await page.locator('#contact-phone').fill('+358 40 555 0188');
  await page.locator('#consent').check();
  await page.getByRole('button', { name: 'Ilmoita', exact: true }).click();
  await page.waitForURL(/registered=\d+$/);
}

describe('the history of an event', () => {
  test('tells what was changed and takes it back with one click, without script', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      const event = await makeEvent(kutsu, page, 'Kielikahvila', 20);
      await rename(page, event, 'Kelikahvila');
      await page.getByRole('link', { name: 'Muutoshistoria' }).click();
      await page.getByText('muutti: Nimi (suomi)').first().waitFor();
      assert.equal(await page.locator('del bdi').first().innerText(), 'Kielikahvila');
      assert.equal(await page.locator('ins bdi').first().innerText(), 'Kelikahvila');
      await page.getByRole('button', { name: 'Kumoa' }).first().click();
      await page.getByRole('status').getByText('Muutos on kumottu.').waitFor();
      await page.goto(`${kutsu.url}${event}`);
      await page.getByRole('heading', { level: 1, name: 'Kielikahvila' }).waitFor();
    });
  });

  test('says who will hear of it before a move is undone', async () => {
    await withPage(browser, { ...phone, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      const event = await makeEvent(kutsu, page, 'Asumisinfo', 20);
      await register(page, event);
      await moveTo(page, event, dateAhead(21));
      await page.goto(`${kutsu.url}${event}/history`);
      await assertAccessible(page);
      await assertNoSidewaysScroll(page);
      await page.getByRole('button', { name: 'Kumoa' }).first().click();
      await page.getByText('Viesti lähtee: 1 ilmoittautuminen').waitFor();
      await assertAccessible(page);
      await assertNoSidewaysScroll(page);
      await page.getByRole('button', { name: 'Kumoa ja lähetä viestit' }).click();
      await page.getByRole('status').getByText('Muutos on kumottu.').waitFor();
      await page.getByText('kumosi muutoksen').first().waitFor();
    });
  });

  test('of several dates shows which stay and why, before and after', async () => {
    await withPage(browser, { ...withoutScript, ...phone }, async page => {
      const post = byOrganiser(kutsu, 'Maahanmuuttopalvelut');
      const room = await post('/rooms', { name: 'Sali', municipality: 'Mikkeli' });
      const at = (days, hour) => `${dateAhead(days)}T${hour}:00`;
      const body = { name: { fi: 'Lukupiiri' }, in_language: ['fi'], location: { room: room.id },
                     publication_status: 'public' };
      const series = await post('/series', { ...body, start_time: at(30, 15), end_time: at(30, 17),
                                             recurrence: 'FREQ=WEEKLY;COUNT=3' });
      const [first, second] = series.events;
      await post(`/events/${first.id}/cancel`, { reason: { fi: 'Sairaus' }, scope: 'all' });
      await post('/events', { ...body, name: { fi: 'Kuoro' }, start_time: at(37, 16), end_time: at(37, 18) });
      await signIn(kutsu, page);
      for (const language of ['ar', 'fi']) {
        await page.goto(`${kutsu.url}/organiser/series/${series.id}/history?lang=${language}`);
        await page.locator('ol.history form button').first().click();
        await page.locator('h2#all').waitFor();
        await keep(page, `undo-some-${language}-phone`);
        await assertFine(browser, page);
      }
      const all = page.locator('section', { has: page.locator('h2#all') });
      assert.match(await all.locator('.stays').innerText(), /tila on silloin jo varattu.*Katso, mikä on tiellä/s);
      await all.getByRole('button', { name: 'Kumoa 2 tilaisuudesta' }).click();
      await page.getByRole('heading', { name: 'Muutos kumottiin 2 tilaisuudesta' }).waitFor();
      await keep(page, 'undone-some-fi-phone');
      await assertFine(browser, page);
      await page.locator('.stays').getByRole('link', { name: 'Katso, mikä on tiellä' }).click();
      await page.getByRole('heading', { name: 'Kuoro' }).waitFor();
      await page.goto(`${kutsu.url}/organiser/events/${second.id}`);
      await page.getByText('Sairaus').first().waitFor();
    });
  });

  test('reads from right to left in Arabic', async () => {
    await withPage(browser, { ...phone, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      const event = await makeEvent(kutsu, page, 'Talousinfo', 20);
      await moveTo(page, event, dateAhead(22));
      await page.goto(`${kutsu.url}${event}/history?lang=ar`);
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
      await assertAccessible(page);
      await assertNoSidewaysScroll(page);
    });
  });
});

describe('an event that was held', () => {
  test('is closed at the door and opened again by an organiser', async () => {
    await withPage(browser, { ...phone, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      await fillInEvent(kutsu, page, 'Pitkä kurssi', dateAhead(-1));
      await page.locator('#end_time-date').fill(dateAhead(1));
      await page.locator('input[name=publication_status][value=public]').check();
      await save(page);
      // Of more than a day, it is asked about.
      await save(page);
      const event = pathOf(page);
      const door = event.replace('/events/', '/door/');
      await page.goto(`${kutsu.url}${door}`);
      await page.locator('#walk-in summary').click();
      await page.locator('#walk-in [name=name]').fill('Sara Esimerkki');
      await page.locator('#walk-in button.main-action').click();
      await page.locator('.door-person').first().waitFor();
      await page.locator('#close-attendance:enabled').waitFor();
      await assertAccessible(page);
      await page.locator('#close-attendance').click();
      await page.locator('#attendance-closed').waitFor();
      assert.ok(await page.locator('.door-presence button').first().isDisabled());
      assert.ok(!(await page.locator('#walk-in').isVisible()));
      await assertAccessible(page);
      await page.goto(`${kutsu.url}${event}`);
      await page.getByRole('button', { name: 'Avaa läsnäolo uudelleen' }).click();
      await page.getByText('Läsnäolo on auki').waitFor();
      await page.goto(`${kutsu.url}${door}`);
      assert.ok(await page.locator('.door-presence button').first().isEnabled());
    });
  });
});
