import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { makeEvent, signIn, withoutScript } from './console.mjs';
import { useKutsu } from './setup.mjs';

const secret = 'what-the-gateway-knows';
let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all), { KUTSU_SMS_INCOMING_SECRET: secret });

// As Kannel brings it.
async function write(from, text) {
  const answer = await fetch(`${kutsu.url}/api/v1/incoming-sms/kannel?secret=${secret}`, {
    method: 'POST', headers: { 'Content-Type': 'text/plain; charset="UTF-8"', 'X-Kannel-From': from }, body: text });
  assert.equal(answer.status, 202);
}

async function register(event, number) {
  const answer = await fetch(`${kutsu.url}/api/v1/events/${event.split('/').pop()}/registrations`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ contact: { name: 'Layla', phone: number, language: 'ar' }, persons: [{}] }) });
  assert.equal(answer.status, 201, await answer.text());
}

describe('replies by SMS', () => {
  test('wait for whoever organises the event, without JavaScript, until somebody took care of them', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      const event = await makeEvent(kutsu, page, 'Vastausten tilaisuus', 20);
      await register(event, '+358405550171');
      await write('+358405550171', 'هل أستطيع إحضار طفلي؟');
      await page.getByRole('link', { name: 'Vastaukset' }).click();
      const reply = page.locator('li.party', { hasText: 'هل أستطيع إحضار طفلي؟' });
      assert.equal(await reply.getByRole('link', { name: 'Vastausten tilaisuus' }).getAttribute('href'), event);
      assert.equal(await reply.locator('.description').evaluate(text => getComputedStyle(text).direction), 'rtl');
      await reply.getByRole('button', { name: 'Merkitse hoidetuksi' }).click();
      await page.getByText('Viesti on merkitty hoidetuksi.').waitFor();
      assert.equal(await reply.getByRole('button').count(), 0);
      assert.match(await reply.innerText(), /Hoidettu/);
    });
  });

  test('fit a narrow phone, also from right to left and with one long word', async () => {
    await withPage(browser, { ...phone, viewport: { width: 320, height: 700 }, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      const event = await makeEvent(kutsu, page, 'Kapea tilaisuus', 21);
      await register(event, '+358405550172');
      await write('+358405550172', 'Ää'.repeat(120));
      for (const language of ['fi', 'ar']) {
        await page.goto(`${kutsu.url}/organiser/inbox?lang=${language}`);
        await assertNoSidewaysScroll(page);
        await assertAccessible(page);
      }
    });
  });
});
