// A form that was begun in one language and goes on in another, without script.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withPage } from './browser.mjs';
import { assertFine, byOrganiser, useKutsu } from './setup.mjs';

let kutsu, browser, post;
useKutsu(all => {
  ({ kutsu, browser } = all);
  post = byOrganiser(kutsu);
});

const narrow = { viewport: { width: 320, height: 640 }, javaScriptEnabled: false, locale: 'fi' };

function eventBody(more = {}) {
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  return { name: { fi: 'Äitien ryhmä', ar: 'مجموعة الأمهات' },
           start_time: `${day}T08:00:00Z`, end_time: `${day}T10:00:00Z`,
           location: { name: 'Mimosa', municipality: 'Mikkeli' }, publication_status: 'public',
           asks: ['name', 'interpreter_language', 'accessibility'], childcare_capacity: 3,
           questions: [{ key: 'way', type: 'choice', label: { fi: 'Miten tulet?', ar: 'كيف ستأتي؟' },
                         reason: { fi: 'Järjestämme kyydin.', ar: 'ننظم النقل.' },
                         choices: [{ key: 'bus', label: { fi: 'Bussilla', ar: 'بالحافلة' } },
                                   { key: 'car', label: { fi: 'Autolla', ar: 'بالسيارة' } }] }], ...more };
}

const choose = (page, endonym) => page.getByRole('button', { name: endonym, exact: true }).click();
const send = page => page.locator('.thumb button').click();
const pathOf = page => new URL(page.url()).pathname;
const values = async (page, ids) =>
  Object.fromEntries(await Promise.all(ids.map(async id => [id, await page.locator(`#${id}`).inputValue()])));

const check = page => assertFine(browser, page);

describe('another language', () => {
  test('keeps two persons, their needs, the answers and the dates of a registration', async () => {
    const series = await post('/series', eventBody({ recurrence: 'FREQ=WEEKLY;COUNT=3' }));
    const [first] = series.events ?? series.data;
    await withPage(browser, narrow, async page => {
      await page.goto(`${kutsu.url}/fi/events/${first.id}/register?persons=2`);
      const typed = { 'contact-name': 'Amal Esimerkki', 'contact-phone': '040 555 0151',
                      'contact-email': 'a@example.org',
                      'persons-0-name': 'Amal', 'persons-1-name': 'Noor', 'persons-1-child_age': '4',
                      'persons-1-accessibility': 'Pyörätuoli <b>' };
      await page.locator('#persons-1 summary').click();
      for (const [id, text] of Object.entries(typed)) await page.locator(`#${id}`).fill(text);
      await page.locator('#persons-1-interpreter_language').selectOption('so');
      await page.locator('#answers-way-1').check();
      await page.locator('input[name=dates]').nth(2).check();
      await page.locator('#consent').check();
      await check(page);

      await choose(page, 'العربية');
      assert.equal(pathOf(page), `/ar/events/${first.id}/register`);
      assert.equal(new URL(page.url()).search, '', 'nothing that was typed is in the address');
      assert.deepEqual(await page.locator('html').evaluate(html => [html.lang, html.dir]), ['ar', 'rtl']);
      assert.deepEqual(await values(page, Object.keys(typed)), typed);
      assert.equal(await page.locator('#persons-1-interpreter_language').inputValue(), 'so');
      assert.ok(await page.locator('#answers-way-1').isChecked());
      assert.deepEqual(await page.locator('input[name=dates]').evaluateAll(all => all.map(box => box.checked)),
                       [true, false, true]);
      assert.equal(await page.locator('#contact-language').inputValue(), 'ar', 'messages come in it as well');
      assert.equal(await page.locator('#consent').isChecked(), false, 'its words are agreed to when they can be read');
      assert.equal(await page.locator('.error').count(), 0);
      await check(page);

      await choose(page, 'English');
      assert.deepEqual(await values(page, Object.keys(typed)), typed);
      await choose(page, 'العربية');
      await page.locator('#consent').check();
      await send(page);
      assert.match(pathOf(page), /^\/m\//);
      assert.match(await page.locator('main').innerText(), /Noor/);
    });
  });

  test('leaves a language for messages that somebody chose', async () => {
    const event = await post('/events', eventBody());
    await withPage(browser, narrow, async page => {
      await page.goto(`${kutsu.url}/fi/events/${event.id}/register`);
      await page.locator('#contact-language').selectOption('so');
      await choose(page, 'English');
      assert.equal(await page.locator('#contact-language').inputValue(), 'so');
    });
  });

  test('is not what the Enter key asks for', async () => {
    const event = await post('/events', eventBody());
    await withPage(browser, narrow, async page => {
      await page.goto(`${kutsu.url}/ar/events/${event.id}/register`);
      await page.locator('#contact-phone').fill('040 555 0152');
      await page.locator('#consent').check();
      await page.locator('#contact-name').fill('Amal Esimerkki');
      await page.locator('#contact-name').press('Enter');
      await page.waitForURL(/\/m\//);
    });
  });

  test('keeps what an invited person typed', async () => {
    const event = await post('/events', eventBody({ invited_only: true, publication_status: 'unlisted' }));
    const { data } = await post(`/events/${event.id}/invitations`,
                                { invitations: [{ contact: { name: 'Hodan', language: 'fi' } }] });
    await withPage(browser, narrow, async page => {
      await page.goto(kutsu.url + new URL(data[0].url).pathname);
      await page.locator('#contact-phone').fill('040 555 0153');
      await choose(page, 'العربية');
      assert.equal(new URL(page.url()).search, '?lang=ar');
      assert.equal(await page.locator('#contact-phone').inputValue(), '040 555 0153');
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
      await check(page);
    });
  });

  test('keeps what is being changed, and a number to which links are to go', async () => {
    const event = await post('/events', eventBody());
    const made = await post(`/events/${event.id}/registrations`, {
      contact: { name: 'Amal', phone: '+358405550154', language: 'fi' }, persons: [{ name: 'Amal' }] });
    await withPage(browser, narrow, async page => {
      await page.goto(`${kutsu.url}/m/${made.manage_token}/change?lang=fi`);
      await page.locator('#persons-0-name').fill('Amal Uusi');
      await choose(page, 'العربية');
      assert.equal(await page.locator('#persons-0-name').inputValue(), 'Amal Uusi');
      assert.equal(await page.locator('#contact-language').inputValue(), 'fi', 'what is stored stays');
      await check(page);
      await page.goto(`${kutsu.url}/fi/links`);
      await page.locator('#contact-phone').fill('040 555 0154');
      await choose(page, 'English');
      assert.equal(pathOf(page), '/en/links');
      assert.equal(await page.locator('#contact-phone').inputValue(), '040 555 0154');
      await check(page);
    });
  });
});
