import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import jsQR from 'jsqr';
import { assertAccessible, assertNoSidewaysScroll, withPage } from './browser.mjs';
import { desktop, makeEvent, signIn } from './console.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
const site = 'https://kutsu.example.org';
useKutsu(all => ({ kutsu, browser } = all), { KUTSU_SERVER_BASE_URL: site });

const narrow = { viewport: { width: 320, height: 640 } };

// Sheets of paper that come out of the printer.
async function sheetsOf(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const text = pdf.toString('latin1');
  const size = text.match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/).slice(1).map(Number);
  assert.ok(Math.abs(size[0] - 595) < 1 && Math.abs(size[1] - 842) < 1, `A4, not ${size}`);
  return Number(text.match(/\/Type \/Pages[^>]*\/Count (\d+)|\/Count (\d+)[^>]*\/Type \/Pages/).slice(1).find(Boolean));
}

// What a phone reads in the picture.
async function readCode(page, selector) {
  const { data, side } = await page.locator(selector).evaluate(image => {
    const side = 400, canvas = new OffscreenCanvas(side, side), context = canvas.getContext('2d');
    context.drawImage(image, 0, 0, side, side);
    return { data: Array.from(context.getImageData(0, 0, side, side).data), side };
  });
  return jsQR(Uint8ClampedArray.from(data), side, side)?.data;
}

const monthOf = days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 7);

describe('sheets for the wall', () => {
  for (const language of ['fi', 'ar']) {
    test(`a month in ${language} is found from the list, and is fine on a phone, too`, async () => {
      await withPage(browser, desktop, async page => {
        await page.goto(`${kutsu.url}/${language}/?theme=language`);
        await page.locator('a[href*="/print"]').click();
        assert.match(page.url(), /\/print\?theme=language$/);
        await page.goto(`${page.url()}&month=${monthOf(10)}`);
        assert.ok(await page.locator('table .name').count() > 0);
        assert.equal(await page.locator('html').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr');
        await assertAccessible(page);
        assert.ok(await sheetsOf(page) >= 1);
        assert.equal(await readCode(page, '.found img'), `${site}/${language}/?theme=language`);
        await page.setViewportSize(narrow.viewport);
        await assertNoSidewaysScroll(page);
        await assertAccessible(page);
      });
    });
  }

  test('a poster is one sheet however much the event has to say, and its code leads to the event', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const event = await makeEvent(kutsu, page, 'Julisteen pitkäniminen keskustelutilaisuus kaikille asukkaille', 12,
                                    () => page.locator('#short_description-fi').fill('Kerromme lisää. '.repeat(200)));
      await page.goto(kutsu.url + event);
      await page.getByRole('link', { name: 'Juliste' }).click();
      for (const language of ['fi', 'ar', 'en']) {
        await page.goto(`${kutsu.url}${event}/poster?lang=${language}`);
        await assertAccessible(page);
        assert.equal(await sheetsOf(page), 1, language);
        const path = `/${language}/events/${event.split('/').pop()}`;
        assert.equal(await readCode(page, '.found img'), site + path);
        assert.equal((await fetch(kutsu.url + path)).status, 200);
      }
      await page.setViewportSize(narrow.viewport);
      await assertNoSidewaysScroll(page);
      await page.goto(`${kutsu.url}${event}`);
      assert.equal(await page.locator('html').getAttribute('lang'), 'fi', 'the console keeps its language');
    });
  });

  test('lists are saved as files from the console, with its filters', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await page.goto(`${kutsu.url}/organiser/?when=all&q=info`);
      await page.getByText('Vie luettelo tiedostoon').click();
      const [download] = await Promise.all([page.waitForEvent('download'),
                                            page.getByRole('link', { name: 'CSV-taulukko' }).click()]);
      assert.match(download.suggestedFilename(), /^kutsu-\d{4}-\d\d-\d\d\.csv$/);
      const rows = (await (await download.createReadStream()).toArray()).join('').trim().split('\r\n');
      const shown = Number((await page.locator('.count').innerText()).match(/\d+/)[0]);
      assert.equal(rows.length, shown + 1);
      assert.match(rows[0], /^\uFEFF?Tyyppi;/);
    });
  });
});
