import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { dateAhead, desktop, signIn as enter, withoutScript } from './console.mjs';
import { assertFine, byOrganiser, useKutsu } from './setup.mjs';
import { assertValidHtml } from './valid_html.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all), { KUTSU_SUBSCRIPTIONS_PRIVATE_NETWORKS: '127.0.0.1' });

const signIn = (page, ...more) => enter(kutsu, page, ...more);

async function picture(page, name) {
  if (process.env.KUTSU_PICTURES) await page.screenshot({ path: `${process.env.KUTSU_PICTURES}/${name}.png`, fullPage: true });
}

// The partner's calendar, as it is at the moment.
let events = [];
const calendar = createServer((_, answer) => answer.end(
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flatMap(({ uid, days, name, more = [] }) => [
    'BEGIN:VEVENT', `UID:${uid}`, `SUMMARY:${name}`, `DTSTART;TZID=Europe/Helsinki:${dateAhead(days).replaceAll('-', '')}T170000`,
    'DURATION:PT2H', 'LOCATION:Kulttuurikeskus\\, Esimerkkikatu 1', 'DESCRIPTION:Kahvia ja puhetta.', ...more, 'END:VEVENT']),
  'END:VCALENDAR', ''].join('\r\n')));

async function follow(page, name) {
  await page.goto(`${kutsu.url}/organiser/subscriptions`);
  await page.locator('#name').fill(name);
  await page.locator('#address').fill(`http://127.0.0.1:${calendar.address().port}/secret-${name}.ics`);
  await page.locator('#municipality').fill('Kemi');
  await page.locator('input[name=publication_status][value=public]').check();
  await picture(page, 'subscription-form');
  await page.locator('main form.sheet button.main-action').click();
}

async function shows(page, text) {
  for (const end = Date.now() + 60_000; Date.now() < end; await page.reload()) {
    if (await page.getByText(text).count() > 0) return;
    await page.waitForTimeout(200);
  }
  assert.fail(`${text} is not shown`);
}

// At a new address it is read at once.
let moves = 0;
async function readAgain(page, address) {
  await page.goto(address);
  await page.locator('#address').fill(`http://127.0.0.1:${calendar.address().port}/secret-moved-${++moves}.ics`);
  await Promise.all([page.waitForURL(/saved/), page.locator('#address').press('Enter')]);
}

describe('a partner’s calendar', () => {
  before(async () => {
    calendar.listen(0, '127.0.0.1');
    await once(calendar, 'listening');
  });
  after(() => calendar.close());

  test('is followed, and what differs is settled by a button, without script', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      events = [{ uid: 'a', days: 20, name: 'Kielikahvila' }, { uid: 'b', days: 21, name: 'Retki' },
                { uid: 'c', days: 22, name: 'Tuntiryhmä', more: ['RRULE:FREQ=HOURLY'] }];
      await follow(page, 'Kulttuurikeskus');
      const address = page.url().replace(/[?#].*/, '');
      await page.goto(address);
      await shows(page, '2 tilaisuutta');
      assert.ok(!(await page.content()).includes('secret-'), 'the address is a secret');
      await page.getByText('Toistuu useammin kuin kerran päivässä').waitFor();
      await page.getByRole('link', { name: 'Kielikahvila' }).click();
      await page.getByText('Tulee kalenterista').waitFor();
      await page.getByRole('link', { name: 'Muokkaa' }).first().click();
      await page.locator('#name-fi').fill('Meidän kielikahvila');
      await page.locator('p.actions .main-action').click();
      await page.getByRole('heading', { name: 'Meidän kielikahvila' }).waitFor();
      events = [{ uid: 'a', days: 20, name: 'Heidän kielikahvila' }];
      await readAgain(page, address);
      await shows(page, '1 tilaisuudessa ratkaistavaa');
      await picture(page, 'subscription-differs');
      await page.getByRole('button', { name: 'Ota kalenterin tieto' }).click();
      await page.getByRole('heading', { name: 'Heidän kielikahvila' }).waitFor();
      await picture(page, 'event-from-calendar');
      await page.goto(address);
      await shows(page, 'Kalenterissa ei ole ollut tätä');
      await page.goto(`${kutsu.url}/organiser/`);
      await page.goto(address);
      await page.getByRole('button', { name: 'Se pidetään: huolehdimme itse' }).click();
      await page.getByText('Ei enää seuraa kalenteria').waitFor();
    });
  });

  test('wants a time that is taken here: it is shown, declined, and the decision undone', async () => {
    await withPage(browser, { ...withoutScript, ...phone }, async page => {
      const post = byOrganiser(kutsu, 'Maahanmuuttopalvelut');
      await signIn(page);
      events = [{ uid: 'w', days: 40, name: 'Kuoroilta' }];
      await follow(page, 'Kuoro');
      const address = page.url().replace(/[?#].*/, '');
      await shows(page, 'Kuoroilta');
      await page.getByRole('link', { name: 'Kuoroilta' }).click();
      const event = page.url().replace(/[?#].*/, '');
      const room = await post('/rooms', { name: 'Kuorosali', municipality: 'Kemi' });
      await post('/events', { name: { fi: 'Varattu' }, in_language: ['fi'], location: { room: room.id },
                              start_time: `${dateAhead(41)}T17:00`, end_time: `${dateAhead(41)}T19:00` });
      await page.goto(`${event}/edit`);
      await page.locator('#location-room').selectOption(String(room.id));
      await page.locator('p.actions .main-action').click();
      await page.getByText('Kuorosali').first().waitFor();
      events = [{ uid: 'w', days: 41, name: 'Kuoroilta' }];
      await readAgain(page, address);
      await shows(page, 'Kalenterin muutosta ei voitu tehdä täällä');
      for (const language of ['ar', 'fi']) {
        await page.goto(`${event}?lang=${language}`);
        await picture(page, `subscription-wanted-phone-${language}`);
        await assertFine(browser, page);
      }
      const time = page.locator('.differences li', { hasText: 'Aika' });
      await time.getByRole('button', { name: 'Ota kalenterin tieto' }).click();
      await page.getByText('Tila on silloin jo varattu').first().waitFor();
      await page.goto(event);
      await time.getByRole('button', { name: 'Pidä oma' }).click();
      await page.goto(`${event}/history`);
      await page.getByText('piti täällä olevan tiedon').first().waitFor();
      await picture(page, 'subscription-declined-phone-fi');
      await assertFine(browser, page);
      await page.getByRole('button', { name: 'Kumoa' }).first().click();
      await page.goto(event);
      await time.getByRole('button', { name: 'Pidä oma' }).waitFor();
    });
  });

  for (const [name, settings] of [['a phone', phone], ['a desktop', desktop]]) {
    test(`can be read by everybody on ${name}, in Arabic too`, async () => {
      await withPage(browser, settings, async page => {
        await signIn(page);
        events = [{ uid: `d-${name}`, days: 20, name: 'Ompelupiiri' }, { uid: `e-${name}`, days: 21, name: 'Tuntiryhmä', more: ['RRULE:FREQ=HOURLY'] }];
        await follow(page, `Mimosa ${name}`.replaceAll(' ', '-'));
        const address = page.url().replace(/[?#].*/, '');
        await shows(page, 'Ompelupiiri');
        await page.getByRole('link', { name: 'Ompelupiiri' }).click();
        const event = page.url().replace(/[?#].*/, '');
        await page.goto(`${event}/edit`);
        await page.locator('#name-fi').fill('Oma ompelupiiri');
        await page.locator('p.actions .main-action').click();
        await page.getByRole('heading', { name: 'Oma ompelupiiri' }).waitFor();
        events[0] = { ...events[0], name: 'Ompeluilta', days: 23 };
        await readAgain(page, address);
        await shows(page, 'Ompeluilta');
        for (const language of ['fi', 'ar']) {
          for (const [what, at] of [['list', `${kutsu.url}/organiser/subscriptions`], ['one', address], ['event', event]]) {
            await page.goto(`${at}?lang=${language}`);
            await assertNoSidewaysScroll(page);
            await assertAccessible(page);
            await assertValidHtml(await page.content(), what);
            await picture(page, `subscription-${what}-${name.replace('a ', '')}-${language}`);
          }
        }
        await page.goto(`${address}?lang=fi`);
      });
    });
  }
});
