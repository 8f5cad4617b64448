// The paths of somebody who registers: several dates, a code, an offered place, the link and the data, all without
// script on the narrowest phone.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withPage } from './browser.mjs';
import { eventually } from './door.mjs';
import { assertFine, byOrganiser, useKutsu } from './setup.mjs';

let kutsu, browser, post;
useKutsu(all => {
  ({ kutsu, browser } = all);
  kutsu.run('organisation', 'set', 'Mimosa', '--phone', '040 555 0199', '--email', 'mimosa@example.org');
  post = byOrganiser(kutsu);
});

const narrow = locale => ({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false, locale });

function eventBody(more) {
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  return { name: { fi: 'Äitien ryhmä', ar: 'مجموعة الأمهات' }, start_time: `${day}T08:00:00Z`, end_time: `${day}T10:00:00Z`,
           location: { name: 'Mimosa', municipality: 'Mikkeli' }, publication_status: 'public', ...more };
}

const questions = [
  { key: 'food', type: 'text', label: { fi: 'Mitä et syö?' }, reason: { fi: 'Tarjoamme lounaan.' }, required: true },
  { key: 'way', type: 'choice', label: { fi: 'Miten tulet?' }, reason: { fi: 'Järjestämme kyydin.' },
    choices: [{ key: 'bus', label: { fi: 'Bussilla' } }, { key: 'car', label: { fi: 'Autolla' } }] },
];

// What one taps stands 44 pixels high; links inside a sentence are exempt (WCAG 2.2, 2.5.8).
async function assertTapTargets(page) {
  const small = await page.evaluate(() => {
    const inSentence = element => {
      const own = element.textContent.trim();
      const around = element.parentElement.textContent.trim();
      return element.tagName === 'A' && !element.classList.contains('button') && around !== own;
    };
    const targets = document.querySelectorAll('a, button, summary, select, input:not([type=hidden])');
    return [...targets].filter(element => {
      if (element.closest('.nobody, .skip') || element.matches('.nobody, .skip, [hidden]')) return false;
      if (!element.checkVisibility()) return false;
      if (inSentence(element)) return false;
      const target = element.matches('[type=checkbox], [type=radio]') ? element.closest('label') : element;
      return target.getBoundingClientRect().height < 44;
    }).map(element => element.outerHTML.slice(0, 120));
  });
  assert.deepEqual(small, [], page.url());
}

const check = page => assertFine(browser, page, assertTapTargets);

async function fillIn(page, phone) {
  await page.locator('#contact-name').fill('Amal Esimerkki');
  await page.locator('#contact-phone').fill(phone);
  await page.locator('#consent').check();
}

const register = page => page.locator('.thumb button').click();
const link = page => new URL(page.url()).pathname;

// What was sent to the phone and holds `pattern`.
async function smsTo(phone, pattern) {
  const found = () => kutsu.messages().filter(text => text.includes(phone)).map(text => text.match(pattern)).find(Boolean);
  await eventually(async () => Boolean(found()), true);
  return found()[0];
}

const phones = {
  fi: { series: '040 555 0161', code: '+358405550171', offer: '040 555 0181', data: '040 555 0191' },
  ar: { series: '040 555 0162', code: '+358405550172', offer: '040 555 0182', data: '040 555 0192' },
};

for (const language of ['fi', 'ar']) {
  const numbers = phones[language];

  describe(`without script, 320 pixels, in ${language}`, () => {
    test('several dates of a series are registered for, and each says what became of it', async () => {
      const series = await post('/series', eventBody({ recurrence: 'FREQ=WEEKLY;COUNT=8', maximum_attendee_capacity: 2 }));
      const dates = series.events ?? series.data;
      await withPage(browser, narrow(language), async page => {
        await page.goto(`${kutsu.url}/${language}/events/${dates[0].id}`);
        assert.equal(await page.locator('a[href^="tel:"]').innerText(), '+358 40 555 0199');
        await check(page);
        assert.equal(await page.locator('a:has(> time)').count(), 7);
        await page.locator('a:has(> time)').nth(2).click();
        assert.ok(page.url().endsWith(`/events/${dates[3].id}`));
        await page.goto(`${kutsu.url}/${language}/events/${dates[0].id}/register?persons=2`);
        await page.locator('#dates summary').click();
        const edges = await page.locator('input[name=dates]')
          .evaluateAll(all => all.map(box => box.getBoundingClientRect().x));
        assert.equal(new Set(edges).size, 1, 'the dates stand below each other, those shown later, too');
        await check(page);
        await fillIn(page, numbers.series);
        await page.locator('input[name=dates]').nth(1).check();
        await register(page);
        assert.equal(await page.locator('.party-dates li').count(), 2);
        await check(page);
        const first = page.url();
        await page.goto(`${kutsu.url}${link(page)}/change?lang=${language}`);
        await check(page);
        assert.ok(await page.locator('#all_dates').isChecked());
        await page.locator('#contact-name').fill('Amal Toinen');
        await register(page);
        await page.locator('.party-dates a.button').click();
        assert.match(await page.locator('main').innerText(), /Amal Toinen/);
        await page.goto(first);
        await page.goto(`${kutsu.url}${link(page)}/cancel?lang=${language}`);
        await check(page);
        await page.locator('button[value=all]').click();
        assert.equal(await page.locator('.party-dates .status-cancelled').count(), 2);
        await check(page);
        await page.goto(first);
      });
    });

    test('questions are answered with their reasons, and the code that comes by SMS confirms the place', async () => {
      const phone = numbers.code;
      const event = await post('/events', eventBody({ questions, phone_code_required: true, childcare_capacity: 2 }));
      await withPage(browser, narrow(language), async page => {
        await page.goto(`${kutsu.url}/${language}/events/${event.id}/register`);
        await register(page);
        await check(page);
        assert.deepEqual(await page.locator('#errors a').evaluateAll(all => all.map(a => a.hash)),
                         ['#contact-name', '#contact-phone', '#answers-food', '#consent']);
        await fillIn(page, phone);
        await page.locator('#answers-food').fill('halal');
        await page.locator('#answers-way-1').check();
        await register(page);
        assert.equal(await page.locator('.status-unverified').count(), 1);
        await check(page);
        await page.locator('#code').fill('12');
        await page.locator('main .main-action').click();
        assert.equal(await page.locator('#code-error').count(), 1);
        await check(page);
        const code = (await smsTo(phone, /\b\d{6}\b/)).trim();
        // The page was lost meanwhile: the SMS leads back to it.
        await page.goto(await smsTo(phone, /https?:\S+/));
        assert.equal(await page.locator('#code').count(), 1);
        await page.locator('#code').fill(code);
        await page.locator('main .main-action').click();
        assert.equal(await page.locator('.status-confirmed').count(), 1);
        assert.match(await page.locator('main').innerText(), /halal/);
        await check(page);
      });
    });

    test('a place that was offered is accepted', async () => {
      const event = await post('/events', eventBody({ maximum_attendee_capacity: 1, waiting_list_capacity: 3,
                                                      waiting_list_offer_minutes: 600 }));
      const first = await post(`/events/${event.id}/registrations`,
                               { contact: { name: 'A', email: 'a@example.org', language: 'fi' }, persons: [{}] });
      await withPage(browser, narrow(language), async page => {
        await page.goto(`${kutsu.url}/${language}/events/${event.id}/register`);
        await check(page);
        await fillIn(page, numbers.offer);
        await register(page);
        assert.equal(await page.locator('#reminders').count(), 0, 'who waits is promised no reminders');
        await check(page);
        await fetch(`${kutsu.url}/api/v1/registrations/${first.manage_token}`, { method: 'DELETE' });
        await page.goto(page.url());
        await check(page);
        await page.locator('button[value=accept]').click();
        assert.equal(await page.locator('.status-confirmed').count(), 1);
      });
    });

    test('the link is renewed, the data seen, taken away and erased', async () => {
      const event = await post('/events', eventBody({}));
      await withPage(browser, narrow(language), async page => {
        await page.goto(`${kutsu.url}/${language}/events/${event.id}/register`);
        await fillIn(page, numbers.data);
        await register(page);
        const old = link(page);
        const qr = await fetch(`${kutsu.url}${old}/qr.svg`);
        assert.equal(qr.headers.get('content-type'), 'image/svg+xml');
        await page.locator('form[action*="/renew"] button').click();
        assert.notEqual(link(page), old);
        assert.equal((await fetch(kutsu.url + old)).status, 404);
        await page.locator('a[href*="/data?"]').first().click();
        await check(page);
        await page.locator('main .main-action').click();
        assert.match(await page.locator('.record').first().innerText(), /Amal Esimerkki/);
        await check(page);
        await page.locator('form[action*="/erase"] button').click();
        await check(page);
      });
    });

    test('a lost link leads to the form that sends links again, in words that never change', async () => {
      await withPage(browser, narrow(language), async page => {
        await page.goto(`${kutsu.url}/m/aaaaaaaaaaaaaaaaaaaaaa?lang=${language}`);
        await check(page);
        await page.locator(`main a[href="/${language}/links"]`).click();
        await check(page);
        await register(page);
        await check(page);
        await page.locator('#contact-phone').fill('040 555 0999');
        await register(page);
        assert.equal(await page.getByRole('status').count(), 1);
        await check(page);
      });
    });

    test('what is full, closed or by invitation says so instead of a form', async () => {
      const invited = await post('/events', eventBody({ invited_only: true }));
      const closed = await post('/events', eventBody({ enrolment_end_time: '2026-01-01T00:00:00Z' }));
      await withPage(browser, narrow(language), async page => {
        for (const { id } of [invited, closed]) {
          await page.goto(`${kutsu.url}/${language}/events/${id}/register`);
          assert.equal(await page.locator('form').count(), 0);
          await check(page);
          await page.goto(`${kutsu.url}/${language}/events/${id}`);
          assert.equal(await page.locator('a[href$="/register"]').count(), 0);
          await check(page);
        }
      });
    });
  });
}

test('with script "all dates" ticks each of them, and who takes one away takes it from all', async () => {
  const series = await post('/series', eventBody({ recurrence: 'FREQ=WEEKLY;COUNT=4' }));
  await withPage(browser, { ...narrow('fi'), javaScriptEnabled: true }, async page => {
    await page.goto(`${kutsu.url}/fi/events/${series.events[0].id}/register`);
    const ticked = () => page.locator('input[name=dates]:checked').count();
    await page.locator('#all_dates').check();
    assert.equal(await ticked(), 4);
    await page.locator('#all_dates').uncheck();
    assert.equal(await ticked(), 1, 'what was chosen before');
    await page.locator('#all_dates').check();
    await page.locator('input[name=dates]').nth(2).uncheck();
    assert.ok(!await page.locator('#all_dates').isChecked());
    assert.equal(await ticked(), 3);
  });
});

test('staff that scans the code with a phone\'s camera marks who came', async () => {
  const event = await post('/events', eventBody({}));
  const made = await post(`/events/${event.id}/registrations`,
                          { contact: { name: 'Amal', email: 'a@example.org', language: 'ar' }, persons: [{}, { name: 'Sami' }] });
  await withPage(browser, narrow('fi'), async page => {
    const [, password] = kutsu.demo.match(/^ *admin +(\S+)/m);
    await page.goto(`${kutsu.url}/organiser/sign-in`);
    await page.locator('#username').fill('admin');
    await page.locator('#password').fill(password);
    await page.locator('main button').click();
    await page.goto(`${kutsu.url}/m/${made.manage_token}?lang=fi`);
    await page.getByRole('button', { name: 'Paikalla: Sami', exact: true }).click();
    assert.equal(link(page), `/m/${made.manage_token}`);
    const pressed = page.getByRole('button', { name: 'Paikalla: Sami', exact: true });
    assert.equal(await pressed.getAttribute('aria-pressed'), 'true');
    await check(page);
  });
});
