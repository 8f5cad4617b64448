import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { eventually } from './door.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser, openEvent, childcareEvent;

// An event with room for a household, with or without childcare.
async function findEvent(wanted) {
  const answer = await fetch(`${kutsu.url}/api/v1/events?open=true&page_size=200`);
  const { data } = await answer.json();
  return data.filter(event => event.remaining_attendee_capacity >= 6 && !event.external_registration_url).find(wanted);
}

useKutsu(async all => {
  ({ kutsu, browser } = all);
  openEvent = await findEvent(event => event.location.name);
  childcareEvent = await findEvent(event => event.childcare_capacity > 0);
  assert.ok(openEvent && childcareEvent, 'the demo has events to register for');
});

const withoutScript = { ...phone, javaScriptEnabled: false };

describe('the list', () => {
  test('speaks the language that the browser asks for', async () => {
    await withPage(browser, { ...phone, locale: 'ar' }, async page => {
      await page.goto(`${kutsu.url}/`);
      assert.equal(new URL(page.url()).pathname, '/ar/');
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    });
  });

  test('is the same list in another language after a tap on it', async () => {
    await withPage(browser, phone, async page => {
      await page.goto(`${kutsu.url}/fi/?theme=job-seeking`);
      await page.getByRole('link', { name: 'English' }).click();
      assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/en/?theme=job-seeking');
    });
  });

  test('is narrowed by a theme and a word, without script', async () => {
    await withPage(browser, withoutScript, async page => {
      await page.goto(`${kutsu.url}/fi/`);
      const all = await page.locator('.count').innerText();
      await page.getByRole('navigation', { name: 'Aiheet' }).getByRole('link', { name: 'Työnhaku' }).click();
      await page.getByText('Rajaa').click();
      await page.getByLabel('Hae sanalla').fill('CV-paja');
      await page.getByRole('button', { name: 'Näytä' }).click();
      assert.notEqual(await page.locator('.count').innerText(), all);
      for (const title of await page.locator('.card h3').allInnerTexts()) assert.match(title, /CV-paja/);
      assert.match(new URL(page.url()).search, /theme=job-seeking/);
    });
  });

  test('advises who finds nothing, and leads back to everything', async () => {
    await withPage(browser, phone, async page => {
      await page.goto(`${kutsu.url}/en/?q=nosuchword`);
      assert.match(await page.locator('main').innerText(), /Nothing was found/);
      await page.getByRole('link', { name: 'Clear the filters' }).click();
      assert.ok((await page.locator('.card').count()) > 0);
    });
  });

  test('goes on to the next page', async () => {
    await withPage(browser, phone, async page => {
      await page.goto(`${kutsu.url}/en/`);
      const first = await page.locator('.card h3 a').first().getAttribute('href');
      await page.getByRole('link', { name: 'Next' }).click();
      assert.notEqual(await page.locator('.card h3 a').first().getAttribute('href'), first);
    });
  });

  test('does without parameters that others hang on its address', async () => {
    const answer = await fetch(`${kutsu.url}/fi/?fbclid=abc`);
    assert.equal(answer.status, 200);
  });

  test('says what is wrong with a date, beside the date', async () => {
    await withPage(browser, phone, async page => {
      const answer = await page.goto(`${kutsu.url}/fi/?from=eilen`);
      assert.equal(answer.status(), 400);
      assert.match(await page.locator('#from-error').innerText(), /Kirjoita päivämäärä näin/);
    });
  });
});

describe('an event', () => {
  test('has a share preview and structured data that parse', async () => {
    await withPage(browser, phone, async page => {
      await page.goto(`${kutsu.url}/en/events/${openEvent.id}`);
      const data = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
      assert.equal(data['@type'], 'Event');
      assert.equal(new Date(data.startDate).getTime(), new Date(openEvent.start_time).getTime());
      assert.equal(await page.locator('meta[property="og:title"]').getAttribute('content'), data.name);
    });
  });

  test('that nobody published is not found, in the reader\'s language', async () => {
    await withPage(browser, phone, async page => {
      const answer = await page.goto(`${kutsu.url}/ar/events/1`);
      assert.equal(answer.status(), 404);
      assert.equal(await page.locator('html').getAttribute('lang'), 'ar');
      await assertAccessible(page);
    });
  });
});

async function registerHousehold(page) {
  await page.goto(`${kutsu.url}/en/events/${childcareEvent.id}/register`);
  await page.getByLabel('Name', { exact: true }).first().fill('Amal');
  await page.getByLabel('Phone number').fill('040 555 0199');
  await page.getByRole('button', { name: 'Add a person' }).click();
  assert.equal(await page.getByLabel('Phone number').inputValue(), '040 555 0199');
  const child = page.getByRole('group', { name: 'Person 2' });
  await child.getByLabel(/^Name/).fill('Sami');
  await child.locator('summary').click();
  await child.getByLabel("The child's age").fill('4');
  await page.getByLabel('I agree').check();
  await page.getByRole('button', { name: 'Register' }).click();
}

describe('a household', () => {
  test('registers, changes its mind and cancels, all without script', async () => {
    await withPage(browser, withoutScript, async page => {
      await registerHousehold(page);
      assert.match(new URL(page.url()).pathname, /^\/m\/[\w-]{22}$/);
      assert.match(await page.locator('main').innerText(), /You are registered/);
      assert.match(await page.locator('main').innerText(), /2 persons/);
      await page.reload();
      assert.doesNotMatch(await page.locator('main').innerText(), /You are registered/);

      await page.getByRole('link', { name: 'Change details' }).click();
      await page.getByRole('button', { name: 'Remove person 2' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      assert.match(await page.locator('main').innerText(), /1 person\b/);

      await page.getByRole('button', { name: 'Stop the reminders' }).click();
      assert.match(await page.locator('main').innerText(), /You get no reminders/);

      await page.getByRole('link', { name: 'Cancel the registration' }).click();
      await page.getByRole('button', { name: 'Yes, cancel it' }).click();
      assert.match(await page.locator('main').innerText(), /The registration is cancelled/);
    });
  });

  test('that sends the form twice is registered once', async () => {
    const form = `${kutsu.url}/en/events/${openEvent.id}/register`;
    const [, key] = (await (await fetch(form)).text()).match(/name="key" value="([\w-]{22})"/);
    const body = { 'contact.name': 'Amal', 'contact.email': 'amal@example.org', 'contact.language': 'ar', consent: 'yes',
                   dates: openEvent.id, key, 'persons[0].name': '', action: 'send' };
    const send = () => fetch(form, { method: 'POST', redirect: 'manual', body: new URLSearchParams(body) });
    const [first, second] = await Promise.all([send(), send()]);
    assert.equal(first.status, 303);
    assert.equal(second.headers.get('location'), first.headers.get('location'));
  });

  test('finds every mistake told in Arabic, and all it typed kept', async () => {
    await withPage(browser, withoutScript, async page => {
      const form = `${kutsu.url}/ar/events/${childcareEvent.id}/register?persons=2`;
      await page.goto(form);
      await page.locator('#contact-phone').fill('12');
      await page.locator('#persons-1-name').fill('Sami');
      await page.locator('#persons-1 summary').click();
      await page.locator('#persons-1-child_age').fill('٤٠');
      await page.locator('.thumb button').click();
      const mistakes = await page.locator('#errors li').allInnerTexts();
      assert.equal(mistakes.length, 4, mistakes.join('\n'));
      for (const mistake of mistakes) assert.match(mistake, /[\u0600-\u06ff]/);
      assert.match(await page.title(), /^يرجى/);
      assert.equal(await page.locator('#persons-1-name').inputValue(), 'Sami');
      assert.equal(await page.locator('#contact-phone').inputValue(), '12');
      assert.equal(await page.locator('#contact-phone').getAttribute('aria-invalid'), 'true');
      await page.locator('#errors a[href="#persons-1-child_age"]').click();
      assert.ok(await page.locator('#persons-1-child_age').isVisible());
    });
  });
});

// The offer's address, as the interpreter gets it by SMS.
async function offerLink() {
  const found = () => kutsu.messages().map(text => text.replace(/=\r?\n/g, ''))
    .filter(text => text.includes('+358405550177')).map(text => text.match(/\/o\/[\w-]{22}/)).find(Boolean);
  await eventually(async () => Boolean(found()), true);
  return found()[0];
}

async function makeOffer() {
  const token = kutsu.run('token', 'create', '--role', 'admin').trim();
  const post = async (path, body) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${kutsu.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  };
  const interpreter = await post('/interpreters', { name: 'Samira Esimerkki', phone: '040 555 0177',
    message_language: 'ar', languages: [{ language: 'ar', dialect: 'Sudanese' }] });
  const booking = await post(`/events/${openEvent.id}/interpreter-bookings`,
                             { language: 'ar', dialect: 'Sudanese', topic: 'Kesätyöt', contact_person: 'Pekka Esimerkki' });
  await post(`/interpreter-bookings/${booking.id}/offer`, { interpreter: interpreter.id });
}

test('an interpreter accepts an offer by its link, without script and without an account', async () => {
  await makeOffer();
  const link = await offerLink();
  await withPage(browser, withoutScript, async page => {
    await page.goto(kutsu.url + link);
    assert.equal(await page.locator('html').getAttribute('lang'), 'ar');
    for (const detail of ['Sudanese', 'Kesätyöt', 'Pekka Esimerkki']) {
      assert.match(await page.locator('main').innerText(), new RegExp(detail));
    }
    await page.getByRole('button', { name: 'أقبل' }).click();
    assert.match(await page.locator('.status').innerText(), /لقد قبلت/);
    const calendar = await fetch(kutsu.url + await page.locator('main a[href^="/calendar/"]').getAttribute('href'));
    assert.match(await calendar.text(), /BEGIN:VEVENT/);
  });
  await withPage(browser, phone, async page => {
    await page.goto(kutsu.url + link);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
  });
});

test('a secret page is told to no other site and kept by nobody', async () => {
  const answer = await fetch(`${kutsu.url}/m/aaaaaaaaaaaaaaaaaaaaaa`);
  assert.equal(answer.status, 404);
  assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
  assert.equal(answer.headers.get('cache-control'), 'no-store');
});

test('the keyboard reaches the main action, and the focus is seen', async () => {
  await withPage(browser, phone, async page => {
    await page.goto(`${kutsu.url}/en/events/${openEvent.id}`);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
    for (let tabs = 0; tabs < 25 && (await focused()) !== 'Register'; ++tabs) await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Register');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
    assert.equal(outline, '3px');
    await page.keyboard.press('Enter');
    await page.waitForURL(/register$/);
  });
});

for (const language of ['fi', 'en', 'ar']) {
  for (const colorScheme of ['light', 'dark']) {
    test(`every public page is accessible in ${language}, ${colorScheme}, and fits 320 pixels`, async () => {
      await withPage(browser, { viewport: { width: 320, height: 640 }, colorScheme }, async page => {
        const event = `/events/${childcareEvent.id}`;
        for (const path of ['/', '/?theme=housing&q=x', event, `${event}/register?persons=2`, '/accessibility', '/privacy',
                            '/links']) {
          await page.goto(`${kutsu.url}/${language}${path}`);
          await assertNoSidewaysScroll(page);
          await assertAccessible(page);
        }
        await page.goto(`${kutsu.url}/${language}${event}/register`);
        await page.locator('.thumb button').click();
        await assertNoSidewaysScroll(page);
        await assertAccessible(page);
      });
    });
  }
}

test('forced colours leave the chosen theme to be told from the others', async () => {
  await withPage(browser, { ...phone, forcedColors: 'active' }, async page => {
    await page.goto(`${kutsu.url}/en/?theme=wellbeing`);
    const background = chip => chip.evaluate(element => getComputedStyle(element).backgroundColor);
    const chosen = await background(page.locator('.chip[aria-current]').first());
    assert.notEqual(chosen, await background(page.locator('.chip:not([aria-current])').first()));
  });
});

test('the stylesheet is under 20 KB compressed and the page needs nothing from elsewhere', async () => {
  await withPage(browser, phone, async page => {
    const hosts = new Set();
    page.on('request', request => hosts.add(new URL(request.url()).host));
    await page.goto(`${kutsu.url}/fi/`);
    assert.deepEqual([...hosts], [new URL(kutsu.url).host]);
    const style = await page.locator('link[rel="stylesheet"]').getAttribute('href');
    const { gzipSync } = await import('node:zlib');
    const css = await (await fetch(`${kutsu.url}${style}`)).text();
    assert.ok(gzipSync(css).length < 20 * 1024);
  });
});

test('every public page is valid HTML', async () => {
  const { HtmlValidate } = await import('html-validate');
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: {
      'long-title': 'off',
      // Some screen readers follow `for` alone.
      'no-redundant-for': 'off',
      // Templates are one line a block, and ids come from field names.
      'no-trailing-whitespace': 'off',
      'valid-id': ['error', { relaxed: true }],
      // aria-required: what is missing is told in the page's language, not the browser's.
      'prefer-native-element': 'off',
    },
  });
  const event = `/events/${childcareEvent.id}`;
  for (const path of ['/fi/', '/ar/?q=x', `/en${event}`, `/ar${event}/register?persons=3`, '/fi/accessibility', '/fi/privacy', '/ar/links',
                      '/fi/nowhere']) {
    const html = await (await fetch(kutsu.url + path)).text();
    const report = await validator.validateString(html);
    const messages = report.results.flatMap(result => result.messages.map(m => `${m.ruleId} ${m.line}:${m.column} ${m.message}`));
    assert.deepEqual(messages, [], path);
  }
});
