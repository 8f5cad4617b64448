import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, withPage } from './browser.mjs';
import { dateAhead, desktop, pathOf, signIn, withoutScript } from './console.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

// The whole programme of the organiser, two years later, so that each test has copies of its own.
async function copySeason(page, first) {
  await page.goto(`${kutsu.url}/organiser/copy?copy_from=${dateAhead(-30)}&copy_to=${dateAhead(330)}&copy_first=${dateAhead(first)}`);
  await page.locator('form.choice .main-action').click();
  await page.waitForURL(/\/organiser\/drafts\?/);
}
const boxes = page => page.locator('.choices-of-dates input[type=checkbox]');
const ticked = page => page.locator('.choices-of-dates input:checked');

describe('drafts of a season', () => {
  test('a copied season is published at once, but for an activity that is left out with one choice', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await page.goto(`${kutsu.url}/organiser/copy?copy_from=${dateAhead(-30)}&copy_to=${dateAhead(330)}&copy_first=${dateAhead(740)}`);
      await assertAccessible(page);
      await copySeason(page, 740);
      await assertAccessible(page);
      const all = await boxes(page).count();
      const series = await page.locator('.activity').first().locator('input[type=checkbox]').count();
      assert.ok(series > 1 && all > series, 'a series, and others');
      await page.locator('[data-take]').first().selectOption('none');
      assert.equal(await ticked(page).count(), all - series);
      await page.locator('button[value=publish]').click();
      await page.locator('.notice.good').waitFor();
      assert.match(await page.locator('.notice.good').innerText(), new RegExp(`^${all - series} `));
      assert.equal(await boxes(page).count(), series);
      // A box by itself takes the choice back.
      await page.locator('[data-take]').first().selectOption('all');
      await boxes(page).first().uncheck();
      assert.equal(await page.locator('[data-take]').first().inputValue(), '');
    });
  });

  test('on a phone, right to left, the list and the question before deleting are fine', async () => {
    await withPage(browser, { ...desktop, viewport: { width: 320, height: 640 } }, async page => {
      await signIn(kutsu, page);
      await copySeason(page, 1110);
      await page.goto(`${page.url()}&lang=ar`);
      await assertNoSidewaysScroll(page);
      await assertAccessible(page);
      await page.locator('button[value=delete]').click();
      await page.locator('main form .danger').waitFor();
      await assertNoSidewaysScroll(page);
      await assertAccessible(page);
    });
  });

  test('without a script they are deleted after a question', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      await copySeason(page, 1480);
      const all = await boxes(page).count();
      for (const box of await boxes(page).all()) await box.uncheck();
      for (const choice of await page.locator('[data-take]').all()) await choice.selectOption('all');
      await page.locator('button[value=delete]').click();
      await page.locator('main form .danger').waitFor();
      assert.equal(await page.locator('main form input[name=event]').count(), all);
      await page.locator('main form .danger').click();
      await page.locator('.notice.good').waitFor();
      assert.equal(await boxes(page).count(), 0);
      assert.equal(pathOf(page), '/organiser/drafts');
    });
  });
});
