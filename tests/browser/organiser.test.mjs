import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import {
  dateAhead, desktop, fillInEvent as fillIn, nextYear, pathOf, save, signIn as enter, withoutScript,
} from './console.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

const phoneFi = { ...phone, locale: 'fi' };
const signIn = (page, ...more) => enter(kutsu, page, ...more);
const fillInEvent = (page, ...more) => fillIn(kutsu, page, ...more);

describe('signing in', () => {
  test('leads back to where one wanted to go', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(page, 'organiser', '/month?month=2027-01');
      assert.equal(pathOf(page), '/organiser/month');
      assert.equal(new URL(page.url()).search, '?month=2027-01');
    });
  });

  test('keeps the name and says what is wrong', async () => {
    await withPage(browser, phoneFi, async page => {
      await page.goto(`${kutsu.url}/organiser`);
      await page.locator('#username').fill('organiser');
      await page.locator('#password').fill('jotakin muuta');
      await page.locator('main button').click();
      assert.equal(await page.locator('#username').inputValue(), 'organiser');
      assert.equal(await page.locator('#password').inputValue(), '');
      await page.getByRole('alert').waitFor();
      await assertAccessible(page);
    });
  });

  test('ends with signing out', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(page);
      await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
      await page.locator('#username').waitFor();
      await page.goto(`${kutsu.url}/organiser/`);
      assert.equal(pathOf(page), '/organiser/sign-in');
    });
  });
});

describe('the path of an organiser, without script', () => {
  test('from an idea to a published event with a guest and an interpreter', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      await fillInEvent(page, 'Vuokrasopimus tutuksi', dateAhead(30));
      await page.locator('input[name=interpreted_languages][value=ar]').check();
      await page.locator('input[name=keywords][value=housing]').check();
      await save(page);
      const event = pathOf(page);
      assert.match(event, /^\/organiser\/events\/\d+$/);
      await page.getByText('Luonnos', { exact: true }).waitFor();

      await page.getByRole('button', { name: 'Julkaise kaikille' }).click();
      const address = await page.getByRole('link', { name: /\/fi\/events\// }).getAttribute('href');
      assert.equal((await fetch(address)).status, 200);

      await page.getByRole('link', { name: 'Ilmoita soittaja' }).click();
      await page.locator('#contact-name').fill('Layla Esimerkki');
      await page.locator('#contact-phone').fill('040 555 0191');
      await page.locator('#contact-language').selectOption('ar');
      await page.locator('#persons-0-interpreter_language').selectOption('ar');
      await page.locator('#more').fill('1');
      await page.locator('#consent').check();
      await save(page);
      await page.getByText('+358 40 555 0191').waitFor();
      await page.getByText('2 / 10').waitFor();

      const present = page.getByRole('button', { name: 'Paikalla Layla Esimerkki' });
      assert.equal(await present.count(), 0, 'nobody comes before the day');

      await page.getByRole('button', { name: 'Tilaa', exact: true }).click();
      await page.getByRole('button', { name: 'Tarjoa tulkille' }).click();
      await page.getByText('tarjottu tulkille').first().waitFor();
      await page.getByRole('button', { name: /^Merkitse vahvistetuksi/ }).click();
      assert.equal(await page.locator('.need.confirmed').count(), 2, 'at a glance and in the booking');

      await page.getByRole('link', { name: 'Peru tilaisuus' }).click();
      await page.getByText('1 ilmoittautuminen, 2 henkilöä, 1 tulkki').waitFor();
      await page.locator('#reason-fi').fill('Ohjaaja sairastui.');
      await page.getByRole('button', { name: 'Peru ja kerro kaikille' }).click();
      assert.equal(pathOf(page), event);
      await page.getByRole('status').getByText('peruttu').waitFor();
    });
  });

  test('a series shows its dates, loses one, and is saved', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      await fillInEvent(page, 'Kielikahvila', dateAhead(60));
      await page.locator('input[name=repeat][value=weekly]').check();
      await page.locator('#repeat_count').fill('4');
      await save(page);
      const dates = page.locator('input[name=held]');
      assert.equal(await dates.count(), 4);
      const left = await dates.nth(1).getAttribute('value');
      await dates.nth(1).uncheck();
      await page.getByRole('button', { name: 'Tallenna nämä' }).click();
      await page.goto(`${kutsu.url}/organiser/?q=Kielikahvila`);
      assert.equal(await page.getByRole('link', { name: 'Kielikahvila' }).count(), 3);
      const days = await page.locator('time').evaluateAll(all => all.map(time => time.dateTime.slice(0, 10)));
      assert.ok(!days.includes(left));
    });
  });

  test('mistakes are told with links to their fields, and everything typed stays', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      // The last Sunday of March, when 3:30 is no time.
      const march = new Date(Date.UTC(nextYear, 2, 31));
      march.setUTCDate(31 - march.getUTCDay());
      await fillInEvent(page, 'Kesken jäänyt', march.toISOString().slice(0, 10));
      await page.locator('#start_time-clock').fill('03:30');
      await page.locator('#location-name').fill('');
      await save(page);
      await page.getByRole('alert').getByRole('link', { name: 'Paikan nimi' }).click();
      assert.equal(new URL(page.url()).hash, '#location-name');
      await page.getByRole('alert').getByRole('link', { name: 'Alkamispäivä' }).waitFor();
      assert.equal(await page.locator('#name-fi').inputValue(), 'Kesken jäänyt');
      assert.equal(await page.locator('#maximum_attendee_capacity').inputValue(), '10');
    });
  });
});

describe('the keyboard', () => {
  test('Enter in a text field saves, and does not add a language', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(page);
      await fillInEvent(page, 'Enterillä', dateAhead(40));
      await page.locator('#location-municipality').press('Enter');
      await page.waitForURL(/\/organiser\/events\/\d+/);
    });
  });

  test('the first stop leads past the navigation, and each stop is seen', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(page);
      await page.goto(`${kutsu.url}/organiser/`);
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
      for (let stop = 0; stop < 12; ++stop) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate(() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
        });
        assert.ok(seen, await page.evaluate(() => document.activeElement.outerHTML));
      }
    });
  });
});

describe('the top of the page', () => {
  const tops = page => page.locator('.top, .site, .places, .leave, .languages').evaluateAll(all =>
    all.map(one => [one.className, Math.round(one.getBoundingClientRect().top), one.getBoundingClientRect().height]));

  test('folds its places on a phone, and opens them by keyboard and without script', async () => {
    await withPage(browser, { ...phoneFi, javaScriptEnabled: false }, async page => {
      await signIn(page);
      await page.goto(`${kutsu.url}/organiser/`);
      assert.ok((await page.locator('.top').boundingBox()).height <= 80);
      assert.ok((await page.locator('tbody tr').first().boundingBox()).y < phoneFi.viewport.height);
      const rooms = page.getByRole('navigation').getByRole('link', { name: 'Tilat', exact: true });
      assert.equal(await rooms.isVisible(), false);
      for (let stop = 0; stop < 3; ++stop) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await rooms.waitFor();
      await page.getByRole('button', { name: 'Kirjaudu ulos' }).waitFor();
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Tilaisuudet');
      await rooms.click();
      await page.waitForURL(/\/rooms$/);
      assert.equal(await rooms.isVisible(), false);
    });
  });

  test('is accessible unfolded on a phone, right to left too', async () => {
    for (const locale of ['fi', 'ar']) {
      await withPage(browser, { ...phone, locale }, async page => {
        await signIn(page);
        await page.locator('.menu summary').click();
        await page.locator('.places').waitFor();
        await assertAccessible(page);
        await assertNoSidewaysScroll(page);
      });
    }
  });

  test('stands where it stood, from one page to the next, with a scroll bar or without', async () => {
    let first;
    for (const width of [1280, 1265]) {
      await withPage(browser, { ...desktop, viewport: { width, height: 900 } }, async page => {
        await signIn(page);
        for (const path of ['/organiser/', '/organiser/month', '/organiser/rooms']) {
          await page.goto(kutsu.url + path);
          assert.equal(await page.locator('.menu summary').isVisible(), false);
          first ??= await tops(page);
          assert.deepEqual(await tops(page), first, `${path} at ${width}`);
        }
      });
    }
  });
});

describe('every page of the console', () => {
  const looks = [
    ['a phone in Finnish', phoneFi],
    ['a phone in Arabic', { ...phone, locale: 'ar' }],
    ['a narrow phone in English', { viewport: { width: 320, height: 640 }, locale: 'en' }],
    ['a desktop in Arabic', { ...desktop, locale: 'ar' }],
    ['a dark desktop', { ...desktop, colorScheme: 'dark' }],
  ];
  for (const [name, options] of looks) {
    test(`is accessible and fits on ${name}`, async () => {
      await withPage(browser, options, async page => {
        await signIn(page);
        const check = async () => {
          await assertAccessible(page);
          await assertNoSidewaysScroll(page);
        };
        await check();
        const events = await page.locator('tbody th a').evaluateAll(all => all.map(link => link.pathname));
        for (const path of ['/organiser/month', '/organiser/events/new', '/organiser/interpreters', events[0],
                            events[1], `${events[1]}/edit`, `${events[1]}/cancel`]) {
          await page.goto(kutsu.url + path);
          await check();
        }
        await fillInEvent(page, 'Kielikahvila', dateAhead(90));
        await page.locator('input[name=repeat][value=weekly]').check();
        await page.locator('#repeat_count').fill('12');
        await save(page);
        await page.locator('input[name=held]').first().waitFor();
        await check();
      });
    });
  }

  test('says who may do what: a viewer sees counts, the door sees names without phones', async () => {
    for (const [name, seesNames] of [['viewer', false], ['door', true]]) {
      await withPage(browser, desktop, async page => {
        await signIn(page, name);
        await page.goto(`${kutsu.url}/organiser/?when=all`);
        assert.equal(await page.getByRole('link', { name: 'Uusi tilaisuus' }).count(), 0);
        const events = await page.locator('tbody th a').evaluateAll(all => all.map(link => link.href));
        let parties = 0;
        for (const event of events.slice(0, 8)) {
          await page.goto(event);
          assert.equal(await page.locator('a[href^="tel:"]').count(), 0);
          parties += await page.locator('li.party').count();
        }
        assert.equal(parties > 0, seesNames);
      });
    }
  });
});
