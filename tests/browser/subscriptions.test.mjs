import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { dateAhead, desktop, signIn as enter, withoutScript } from './console.mjs';
import { useKutsu } from './setup.mjs';
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
  for (let tries = 0; tries < 100; ++tries) {
    if (await page.getByText(text).count() > 0) return;
    await page.waitForTimeout(200);
    await page.reload();
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
      await page.getByText('Kalenterissa ei ole ollut tätä').waitFor();
      await page.goto(`${kutsu.url}/organiser/`);
      await page.goto(address);
      await page.getByRole('button', { name: 'Se pidetään: huolehdimme itse' }).click();
      await page.getByText('Ei enää seuraa kalenteria').waitFor();
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
