import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { dateAhead, desktop, fillInEvent, nextYear, pathOf, save, signIn, withoutScript } from './console.mjs';
import { root } from './kutsu.mjs';
import { assertFine, byOrganiser, useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all),
         { KUTSU_CALENDAR_SCHOOL_HOLIDAYS: join(root, 'config/school_holidays.toml') });

// KUTSU_SCREENSHOTS=folder keeps what the pages look like.
async function keep(page, name) {
  const folder = process.env.KUTSU_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

// So many published dates, a week apart, from in three weeks on; answers { series, dates } with their ids.
async function weekly(count, more = {}) {
  const day = dateAhead(21);
  const made = await byOrganiser(kutsu, 'Maahanmuuttopalvelut')('/series', {
    name: { fi: 'Kielikahvila', ar: 'مقهى اللغة' }, kind: 'group_activity',
    start_time: `${day}T15:00:00`, end_time: `${day}T17:00:00`,
    location: { name: 'Mimosa', municipality: 'Mikkeli' }, in_language: ['fi'],
    maximum_attendee_capacity: 10, publication_status: 'public', recurrence: `FREQ=WEEKLY;COUNT=${count}`, ...more });
  return { series: made.id, dates: made.events.map(event => event.id) };
}

async function register(event, language = 'ar') {
  const answer = await fetch(`${kutsu.url}/api/v1/events/${event}/registrations`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ contact: { name: 'Amal Esimerkki', phone: '040 555 0177', language }, persons: [{}, {}] }) });
  assert.equal(answer.status, 201);
}

describe('a series, without script', () => {
  test('leaves holidays out, says why, and is saved on the chosen dates', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      await fillInEvent(kutsu, page, 'Joulun kielikahvila', `${nextYear}-12-25`);
      await page.locator('input[name=repeat][value=weekly]').check();
      await page.locator('#repeat_count').fill('3');
      await page.locator('#repeat_without_public_holidays').check();
      await keep(page, 'form');
      await save(page);
      const held = page.locator('input[name=held]');
      assert.deepEqual(await held.evaluateAll(boxes => boxes.map(box => [box.value, box.checked])),
                       [[`${nextYear}-12-25`, false], ...[['01', false], ['08', true], ['15', true], ['22', true]]
                         .map(([day, taken]) => [`${nextYear + 1}-01-${day}`, taken])]);
      await page.getByText('joulupäivä').waitFor();
      await keep(page, 'preview');
      await assertFine(browser, page);
      await save(page);
      assert.match(pathOf(page), /^\/organiser\/series\/\d+$/);
      assert.equal(await page.locator('tbody tr').count(), 3);
      await keep(page, 'series');
      await assertFine(browser, page);
      await page.getByRole('button', { name: 'Julkaise kaikille 3 luonnosta' }).click();
      await page.getByRole('status').getByText('Julkaistu').waitFor();
    });
  });

  test('is changed from one date on, after it was shown what stays and who is told', async () => {
    const { series, dates } = await weekly(4);
    await register(dates[2]);
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      await page.goto(`${kutsu.url}/organiser/events/${dates[3]}/edit`);
      await page.locator('#location-name').fill('Kirjasto');
      await save(page);
      await page.getByRole('link', { name: /Kuuluu sarjaan/ }).click();
      assert.equal(pathOf(page), `/organiser/series/${series}`);
      await page.locator('tbody tr').nth(1).getByRole('link').click();
      await page.getByRole('link', { name: 'Muokkaa' }).click();
      await page.locator('#location-name').fill('Suuri sali');
      await page.locator('#start_time-clock').fill('16:00');
      await page.locator('#end_time-clock').fill('18:00');
      await page.getByLabel(/Tätä ja seuraavia \(3 päivää\)/).check();
      await save(page);
      await page.getByText('1 ilmoittautuminen, 2 henkilöä. Kielet: arabia 1.').waitFor();
      await page.getByText('Säilyy, koska se on muutettu käsin: Paikka').waitFor();
      await keep(page, 'change');
      await assertFine(browser, page);
      await page.getByRole('button', { name: 'Tallenna 3 päivään' }).click();
      assert.equal(pathOf(page), `/organiser/series/${series}`);
      const rows = await page.locator('tbody tr').allInnerTexts();
      assert.match(rows[0], /15\.00–17\.00[^]*Mimosa/);
      assert.match(rows[1], /16\.00–18\.00[^]*Suuri sali/);
      assert.match(rows[3], /16\.00–18\.00[^]*Kirjasto/);
    });
  });

  test('is cancelled whole, with the consequences of each choice told first', async () => {
    const { series, dates } = await weekly(3);
    await register(dates[0]);
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      await page.goto(`${kutsu.url}/organiser/events/${dates[1]}/cancel`);
      await keep(page, 'cancel');
      await page.getByLabel(/Kaikki tulevat \(3 päivää\)\. Viesti lähtee: 1 ilmoittautuminen, 2 henkilöä/).check();
      await page.locator('#reason-fi').fill('Ohjaaja vaihtuu.');
      await assertFine(browser, page);
      await page.getByRole('button', { name: 'Peru valitut päivät' }).click();
      assert.equal(pathOf(page), `/organiser/series/${series}`);
      assert.equal(await page.locator('tr.cancelled').count(), 3);
    });
  });

  test('goes on, and is copied', async () => {
    const { series, dates } = await weekly(2);
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page, 'organiser', `/series/${series}`);
      await page.getByRole('link', { name: 'Lisää päiviä' }).click();
      await keep(page, 'more');
      await assertFine(browser, page);
      await page.locator('#repeat_count').fill('2');
      await page.locator('#repeat_without_public_holidays').uncheck();
      await page.locator('#repeat_without_school_holidays').selectOption('');
      await save(page);
      await save(page);
      assert.equal(await page.locator('tbody tr').count(), 4);
      await page.getByRole('link', { name: 'Kopioi sarja' }).click();
      await save(page);
      await keep(page, 'copy');
      await assertFine(browser, page);
      assert.equal(await page.locator('input[name=held]').count(), 4);
      for (const box of await page.locator('input[name=held]').all()) await box.check();
      await page.getByRole('button', { name: 'Tallenna luonnoksina' }).click();
      assert.match(pathOf(page), /^\/organiser\/series\/\d+$/);
      assert.notEqual(pathOf(page), `/organiser/series/${series}`);
      assert.equal(await page.locator('.badge.draft').count(), 4);
    });
    assert.equal(dates.length, 2);
  });
});

describe('a series, looked at', () => {
  const looks = [{ ...desktop, locale: 'fi' }, { ...phone, locale: 'fi' }, { ...phone, locale: 'ar' },
                 { ...desktop, locale: 'ar' }];
  for (const look of looks) {
    test(`in ${look.locale} on ${look.viewport.width} px`, async () => {
      const { series, dates } = await weekly(3);
      await register(dates[1]);
      await withPage(browser, look, async page => {
        await signIn(kutsu, page);
        const mark = `${look.locale}-${look.viewport.width}`;
        const pages = { series: `/series/${series}`, more: `/series/${series}/dates`, edit: `/events/${dates[1]}/edit`,
                        cancel: `/events/${dates[1]}/cancel`, event: `/events/${dates[1]}`,
                        season: `/copy?copy_from=${dateAhead(0)}&copy_to=${dateAhead(60)}&copy_first=${dateAhead(364)}` };
        for (const [name, path] of Object.entries(pages)) {
          await page.goto(`${kutsu.url}/organiser${path}`);
          await keep(page, `${mark}-${name}`);
          await assertNoSidewaysScroll(page);
          await assertAccessible(page);
        }
        await page.goto(`${kutsu.url}/organiser/events/${dates[1]}/edit`);
        await page.locator('#start_time-clock').fill('16:00');
        await page.locator('#end_time-clock').fill('18:00');
        await page.locator('input[name=scope][value=all]').check();
        await save(page);
        await keep(page, `${mark}-change`);
        await assertNoSidewaysScroll(page);
        await assertAccessible(page);
      });
    });
  }
});
