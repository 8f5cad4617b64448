import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { desktop, nextYear, pathOf, signIn as enter, withoutScript } from './console.mjs';
import { eventually } from './door.mjs';
import { byOrganiser, useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

const signIn = (page, ...more) => enter(kutsu, page, ...more);

async function picture(page, name) {
  if (process.env.KUTSU_PICTURES) await page.screenshot({ path: `${process.env.KUTSU_PICTURES}/${name}.png`, fullPage: true });
}

const table = (title, extra = '') => `Tapahtuma;Milloin;Klo;Missä;Huomioita
${title} yksi;1.12.${nextYear};15–17;Mimosa;Kahvit
${title} kaksi;2.12.${nextYear};9.30–11;Kirjasto;
${title} kolme;31.11.${nextYear};9.30–11;Kirjasto;
${title} neljä;3.12.${nextYear};illalla;;
${extra}`;

async function upload(page, text, name = 'ohjelma.csv', type = 'text/csv') {
  await page.goto(`${kutsu.url}/organiser/import`);
  await page.locator('#file').setInputFiles({ name, mimeType: type, buffer: Buffer.from(text) });
  await page.locator('main form .main-action').click();
}

const counts = page => page.locator('.counts li').allInnerTexts();
const bringIn = page => page.locator('form[method=post] p.actions .main-action').click();

describe('bringing in a file', () => {
  test('shows what becomes of it, takes the good rows, and never makes two of one, without script', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      await page.getByRole('link', { name: 'Tuo tiedosto' }).click();
      await upload(page, table('Kahvila'));
      assert.deepEqual(await counts(page), ['2 uutta', '2 rivissä on virhe']);
      await page.getByText('Rivi 4').waitFor();
      await page.getByText(`Milloin – 31.11.${nextYear}:`).waitFor();
      await bringIn(page);
      await page.getByText('Tuotu: 2 uutta, 0 muuttunutta.').waitFor();
      assert.deepEqual(await counts(page), ['2 ennallaan', '2 rivissä on virhe']);
      await page.locator('details > summary', { hasText: 'ennallaan' }).click();
      await page.getByRole('link', { name: 'Katso tilaisuutta' }).first().click();
      await page.getByRole('heading', { name: 'Kahvila yksi' }).waitFor();
      await upload(page, table('Kahvila', `Kahvila viisi;5.12.${nextYear};12–13;Mimosa;`));
      assert.deepEqual(await counts(page), ['1 uusi', '2 ennallaan', '2 rivissä on virhe']);
    });
  });

  test('lets columns be chosen, and remembers them for the next file with those headings', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      const file = `Ryhmä;Koska;Mihin;Vetäjä\nNeulekerho;7.12.${nextYear} 17–19;Talo;A. Esimerkki\n`;
      await upload(page, file);
      await page.locator('.error-summary, [role=alert]').first().waitFor();
      await page.getByLabel('Ryhmä', { exact: true }).selectOption('title');
      await page.getByLabel('Koska', { exact: true }).selectOption('date');
      await page.getByLabel('Mihin', { exact: true }).selectOption('place');
      await page.getByRole('button', { name: 'Päivitä esikatselu' }).click();
      assert.deepEqual(await counts(page), ['1 uusi']);
      await bringIn(page);
      await page.getByText('Tuotu: 1 uusi').waitFor();
      await upload(page, file.replace('Neulekerho;7.12', 'Lautapelit;8.12'));
      assert.deepEqual(await counts(page), ['1 uusi']);
      await page.getByText('Sarakkeet ja muut valinnat').click();
      await page.getByText('Sarakkeet on luettu samoin kuin viime kerralla.').waitFor();
    });
  });

  test('takes a calendar, and the same calendar changed', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      const calendar = summary => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Esimerkki//FI', 'BEGIN:VEVENT', 'UID:a@example.org',
        'DTSTAMP:20261101T000000Z', `DTSTART;TZID=Europe/Helsinki:${nextYear}1201T150000`,
        `DTEND;TZID=Europe/Helsinki:${nextYear}1201T170000`,
        'RRULE:FREQ=WEEKLY;COUNT=3', `SUMMARY:${summary}`, 'LOCATION:Mimosa', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
      await upload(page, calendar('Kuoro'), 'kuoro.ics', 'text/calendar');
      assert.deepEqual(await counts(page), ['1 uusi']);
      await page.getByText('3 kertaa').waitFor();
      await bringIn(page);
      await page.getByText('Tuotu: 1 uusi').waitFor();
      await upload(page, calendar('Iltakuoro'), 'kuoro.ics', 'text/calendar');
      assert.deepEqual(await counts(page), ['1 muuttuu']);
      await page.getByText('Muuttuu: Nimi').waitFor();
    });
  });

  test('counts what is ticked beside the button, which without script names no number', async () => {
    const button = page => page.locator('form[method=post] p.actions .main-action');
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      await upload(page, table('Laskenta'));
      assert.equal(await button(page).innerText(), 'Tuo merkityt');
    });
    await withPage(browser, desktop, async page => {
      await signIn(page);
      await upload(page, table('Laskenta'));
      await page.getByRole('button', { name: 'Tuo merkityt (2)', exact: true }).waitFor();
      await page.locator('input[name=take]').first().uncheck();
      await page.getByRole('button', { name: 'Tuo merkityt (1)', exact: true }).waitFor();
    });
  });

  test('adds up who hears of what is ticked, in the digits of the page, and again after going back', async () => {
    const file = clock => `Tapahtuma;Milloin;Klo;Missä\n${['yksi', 'kaksi', 'kolme']
      .map((name, at) => `Summa ${name};${at + 6}.12.${nextYear};${clock};Mimosa`).join('\n')}\n`;
    const post = byOrganiser(kutsu, 'Maahanmuuttopalvelut');
    const register = (event, phone) => post(`/events/${event}/registrations`, {
      contact: { name: 'Amal Esimerkki', phone, language: 'fi' }, persons: [{}] });
    await withPage(browser, desktop, async page => {
      await signIn(page);
      await upload(page, file('15–17'));
      await page.locator('[data-sum=rows]').waitFor();
      assert.equal(await page.locator('[data-sum=parties]').count(), 0, 'what is new tells nobody');
      await bringIn(page);
      await page.getByText('Tuotu: 3 uutta').waitFor();
      const made = [];
      for (const title of ['yksi', 'kaksi', 'kolme']) {
        await page.goto(`${kutsu.url}/organiser/?q=Summa`);
        await page.getByRole('link', { name: `Summa ${title}` }).click();
        made.push(pathOf(page).split('/').pop());
        await page.locator('form.publish button[value=public]').click();
        await page.locator('form.publish button[value=public]').waitFor({ state: 'detached' });
      }
      await register(made[0], '040 555 0181');
      await register(made[0], '040 555 0182');
      await register(made[1], '040 555 0183');
      const interpreter = await post('/interpreters', { name: 'Nadia Esimerkki', phone: '+358405550184', languages: ['ar'],
                                                        message_language: 'fi' });
      const booking = await post(`/events/${made[1]}/interpreter-bookings`, { language: 'ar' });
      await post(`/interpreter-bookings/${booking.id}/offer`, { interpreter: interpreter.id });

      await upload(page, file('16–18'));
      const sums = async () => Promise.all(['rows', 'parties', 'interpreters'].map(
        name => page.locator(`[data-sum=${name}]`).innerText()));
      await page.locator('.told-now').waitFor();
      assert.deepEqual(await sums(), ['3', '3', '1']);
      await assertAccessible(page);
      const tick = title => page.locator('li', { hasText: `Summa ${title}` }).locator('input[name=take]');
      await tick('yksi').uncheck();
      assert.deepEqual(await sums(), ['2', '1', '1']);
      await tick('kaksi').uncheck();
      assert.deepEqual(await sums(), ['1', '0', '0']);
      await tick('yksi').check();
      assert.deepEqual(await sums(), ['2', '2', '0']);

      const preview = page.url();
      await page.getByRole('link', { name: 'Katso tilaisuutta' }).first().click();
      await page.getByRole('heading', { name: 'Summa yksi' }).waitFor();
      await page.goBack();
      await page.locator('.told-now').waitFor();
      await eventually(async () => [await tick('kaksi').isChecked(), await sums()], [false, ['2', '2', '0']]);

      const arabic = new URL(preview);
      arabic.searchParams.set('lang', 'ar');
      // As with "@numbers" in its texts.
      await page.route(arabic.href, async route => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.text()).replace('0123456789', '٠١٢٣٤٥٦٧٨٩') });
      });
      await page.goto(arabic.href);
      await page.locator('.told-now').waitFor();
      assert.deepEqual(await sums(), ['٣', '٣', '١']);
      await assertAccessible(page);
      await page.goto(`${kutsu.url}/organiser/?lang=fi`);
    });
  });

  test('counts the rows that are too many to be shown, which come in, too', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(page);
      const rows = Array.from({ length: 403 }, (_, at) => `Paljon ${at};1.12.${nextYear};15–17;Mimosa`);
      await upload(page, `Tapahtuma;Milloin;Klo;Missä\n${rows.join('\n')}\n`);
      await page.getByRole('button', { name: 'Tuo merkityt (403)', exact: true }).waitFor();
      assert.equal(await page.locator('input[name=take]').count(), 400);
      await page.locator('input[name=take]').first().uncheck();
      await page.getByRole('button', { name: 'Tuo merkityt (402)', exact: true }).waitFor();
      await bringIn(page);
      await page.getByText('Tuotu: 402 uutta').waitFor();
    });
  });

  test('answers a file that is too large with a page that leads back', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(page);
      await upload(page, 'x'.repeat(9 * 1024 * 1024));
      await page.getByRole('heading', { name: 'Lähetys on liian suuri' }).waitFor();
      await assertAccessible(page);
      await page.getByRole('link', { name: 'Takaisin' }).click();
      await page.getByRole('heading', { name: 'Tuo tiedosto' }).waitFor();
    });
  });

  test('says what is wrong with a file that is none, and that one is gone', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(page);
      await upload(page, 'PK\x03\x04roskaa', 'kirja.xlsx');
      await page.locator('#file-error').waitFor();
      await assertAccessible(page);
      await page.goto(`${kutsu.url}/organiser/import/abcdefghijklmnopqrstuv`);
      await page.getByText('Tiedostoa ei enää ole').waitFor();
    });
  });

  for (const [name, settings] of [['a phone', phone], ['a desktop', desktop]]) {
    for (const language of ['fi', 'ar']) {
      test(`can be read by everybody on ${name} in ${language}`, async () => {
        await withPage(browser, settings, async page => {
          await signIn(page);
          await page.goto(`${kutsu.url}/organiser/import?lang=${language}`);
          await assertAccessible(page);
          await picture(page, `import-start-${name.slice(2)}-${language}`);
          await upload(page, table(`Kerho ${name.slice(2)} ${language}`));
          await assertNoSidewaysScroll(page);
          await assertAccessible(page);
          await picture(page, `import-preview-${name.slice(2)}-${language}`);
          await page.locator('.import-settings > summary').click();
          await assertNoSidewaysScroll(page);
          await assertAccessible(page);
          await picture(page, `import-columns-${name.slice(2)}-${language}`);
          await bringIn(page);
          await page.locator('.notice.good').waitFor();
          assert.match(pathOf(page), /^\/organiser\/import\//);
        });
      });
    }
  }
});
