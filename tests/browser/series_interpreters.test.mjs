import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { dateAhead, desktop, pathOf, signIn, withoutScript } from './console.mjs';
import { eventually } from './door.mjs';
import { assertFine, byOrganiser, useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

// KUTSU_SCREENSHOTS=folder keeps what the pages look like.
async function keep(page, name) {
  const folder = process.env.KUTSU_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

let phones = 0;

// A series of so many published dates, and an interpreter with a phone of their own, who is taken on the second date.
async function planned(count, name) {
  const post = byOrganiser(kutsu, 'Maahanmuuttopalvelut');
  const day = dateAhead(21);
  const details = { kind: 'group_activity', in_language: ['fi'], interpreted_languages: ['ar'],
                    publication_status: 'public' };
  const made = await post('/series', {
    ...details, name: { fi: 'Kielikahvila', ar: 'مقهى اللغة' }, start_time: `${day}T15:00:00`, end_time: `${day}T17:00:00`,
    location: { name: 'Mimosa', street_address: 'Esimerkkikatu 1', municipality: 'Mikkeli' },
    maximum_attendee_capacity: 10, recurrence: `FREQ=WEEKLY;COUNT=${count}` });
  const number = `+35840555${String(5000 + ++phones)}`;
  const interpreter = await post('/interpreters', { name, phone: number, languages: ['ar'], message_language: 'fi' });
  const taken = dateAhead(28);
  const other = await post('/events', {
    ...details, name: { fi: 'Toisaalla' }, start_time: `${taken}T17:10:00`, end_time: `${taken}T18:00:00`,
    location: { name: 'Kirjasto', street_address: 'Kirjastokatu 1', municipality: 'Mikkeli' } });
  const booking = await post(`/events/${other.id}/interpreter-bookings`, { language: 'ar' });
  await post(`/interpreter-bookings/${booking.id}/offer`, { interpreter: interpreter.id });
  await post(`/interpreter-bookings/${booking.id}/confirm`, {});
  return { series: made.id, dates: made.events.map(event => event.id), interpreter: interpreter.id, number };
}

// Texts of SMS to this phone, as the spool holds them.
const smsTo = number => kutsu.messages().filter(text => text.includes(number));

async function requests(number) {
  await eventually(async () => smsTo(number).some(text => text.includes('kaikkiin')), true);
  return smsTo(number).filter(text => text.includes('kaikkiin'));
}

const linkIn = text => new URL(text.match(/https?:\/\/[^\s"\\]+\/o\/[A-Za-z0-9_-]+/)[0]).pathname;

describe('interpreters for a series, without script', () => {
  test('are asked for all free dates by one message, and answer by one tap', async () => {
    const { series, interpreter, number } = await planned(6, 'Sara Esimerkki');
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page, 'organiser', `/series/${series}`);
      await page.getByRole('link', { name: 'Tulkit useaan päivään' }).click();
      await page.getByRole('link', { name: 'Sara Esimerkki' }).click();
      await page.getByText('vapaana 5 / 6').waitFor();
      await page.getByText(/varattu muualla tai matkalla: .*17\.10.*18\.00.*Kirjasto, Mikkeli/).waitFor();
      assert.equal(await page.locator('input[name=dates]:checked').count(), 5);
      await page.locator('#topic').fill('Arjen suomi');
      await keep(page, 'ask');
      await assertFine(browser, page);
      await page.getByRole('button', { name: 'Lähetä pyyntö' }).click();
      await page.getByText('Tulkki sai yhden viestin kaikista päivistä').waitFor();
      await keep(page, 'asked');
    });
    const sent = await requests(number);
    assert.equal(sent.length, 1);
    await withPage(browser, { ...withoutScript, ...phone }, async page => {
      await page.goto(kutsu.url + linkIn(sent[0]));
      await page.getByText('Arjen suomi').waitFor();
      await keep(page, 'request');
      await assertFine(browser, page);
      await page.getByRole('button', { name: 'Otan kaikki 5 päivää' }).click();
      await page.getByText('Olet ottanut 5 päivää').waitFor();
      await keep(page, 'taken');
      await assertFine(browser, page);
    });
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page, 'organiser', `/series/${series}`);
      assert.equal(await page.locator('tbody .need.confirmed').count(), 5);
      assert.equal(await page.locator('tbody .need.none').count(), 1);
      await keep(page, 'series');
      await assertFine(browser, page);
      await page.goto(`${kutsu.url}/organiser/series/${series}/interpreters?language=ar&interpreter=${interpreter}`);
      await page.getByText('Peru 5 tulkkausta…').click();
      await page.getByText('Peruminen on maksutonta.').waitFor();
      await page.getByRole('button', { name: 'Peru 5 tulkkausta' }).click();
      await page.locator('.need.cancelled_free').first().waitFor();
    });
  });

  test('answer date by date, and the rest is asked of somebody else', async () => {
    const { series, number } = await planned(4, 'Nadia Esimerkki');
    const other = await planned(1, 'Zahra Esimerkki');
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page, 'organiser', `/series/${series}/interpreters`);
      await page.getByRole('link', { name: 'Nadia Esimerkki' }).click();
      await page.getByRole('button', { name: 'Lähetä pyyntö' }).click();
    });
    const [sent] = await requests(number);
    await withPage(browser, { ...withoutScript, ...phone }, async page => {
      await page.goto(kutsu.url + linkIn(sent));
      await page.getByText('Vain osa päivistä käy').click();
      await page.locator('input[name=taken]').first().uncheck();
      await keep(page, 'some');
      await page.getByRole('button', { name: 'Otan valitut, muut eivät käy' }).click();
      await page.getByText('Olet ottanut 2 päivää').waitFor();
    });
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page, 'organiser', `/series/${series}/interpreters`);
      await page.goto(`${kutsu.url}/organiser/series/${series}/interpreters?language=ar&mode=on_site` +
                      `&interpreter=${other.interpreter}`);
      const ticked = page.locator('input[name=dates]:checked');
      assert.equal(await ticked.count(), 1, 'what Nadia has, and what Zahra cannot come to, is not ticked');
      await page.getByRole('button', { name: 'Lähetä pyyntö' }).click();
      await page.getByText('Tulkki sai yhden viestin').waitFor();
      assert.match(pathOf(page), /interpreters$/);
    });
  });
});

describe('the page of a series, without script', () => {
  test('leads to changing and ending it from a date on, and marks what was changed by hand', async () => {
    const { series, dates } = await planned(4, 'Amina Esimerkki');
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page, 'organiser', `/events/${dates[3]}/edit`);
      await page.locator('#location-name').fill('Kirjasto');
      await page.locator('p.actions .main-action').click();
      await page.goto(`${kutsu.url}/organiser/series/${series}`);
      await page.getByText(/Joka viikko: .*15\.00–17\.00/).waitFor();
      await page.getByText('Eri kuin muilla päivillä: Paikka').waitFor();
      await page.getByRole('link', { name: 'Muokkaa kaikkia tulevia' }).click();
      assert.ok(await page.locator('input[name=scope][value=all]').isChecked());
      await page.goBack();
      await page.locator('tbody tr').nth(2).locator('summary').click();
      await keep(page, 'deeds');
      await page.getByRole('link', { name: 'Lopeta sarja tähän' }).click();
      assert.ok(await page.locator('input[name=scope][value=following]').isChecked());
      await page.locator('#reason-fi').fill('Ohjaaja vaihtuu.');
      await page.locator('p.actions button').first().click();
      assert.equal(await page.locator('tr.cancelled').count(), 2);
      await page.getByText('2 peruttua').waitFor();
      await page.getByRole('link', { name: 'Lisää tai poista' }).click();
      assert.ok(await page.locator('#whole_series').isChecked());
    });
  });
});

describe('interpreters for a series, looked at', () => {
  const looks = [{ ...desktop, locale: 'fi' }, { ...phone, locale: 'fi' }, { ...phone, locale: 'ar' },
                 { ...desktop, locale: 'ar' }];
  for (const look of looks) {
    test(`in ${look.locale} on ${look.viewport.width} px`, async () => {
      const { series, dates, interpreter, number } = await planned(5, 'Layla Esimerkki');
      await byOrganiser(kutsu, 'Maahanmuuttopalvelut')(`/series/${series}/interpreter-bookings`, {
        language: 'ar', interpreter, events: dates.slice(2) });
      const [sent] = await requests(number);
      await withPage(browser, look, async page => {
        const mark = `${look.locale}-${look.viewport.width}`;
        await signIn(kutsu, page, 'organiser', `/series/${series}`);
        for (const [name, path] of Object.entries({
          series: `/organiser/series/${series}`,
          interpreters: `/organiser/series/${series}/interpreters?language=ar&mode=on_site&interpreter=${interpreter}`,
          request: `${linkIn(sent)}?lang=${look.locale}` })) {
          await page.goto(kutsu.url + path);
          for (const folded of await page.locator('main details').all()) await folded.evaluate(one => (one.open = true));
          await keep(page, `${mark}-${name}`);
          await assertNoSidewaysScroll(page);
          await assertAccessible(page);
        }
      });
    });
  }
});
