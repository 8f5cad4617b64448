import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, withPage } from './browser.mjs';
import { desktop, pathOf, signIn, withoutScript } from './console.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

// The whole programme of the organiser, two years later, so that each test has copies of its own.
async function copySeason(page, first) {
  const ahead = days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`${kutsu.url}/organiser/copy?copy_from=${ahead(-30)}&copy_to=${ahead(330)}&copy_first=${ahead(first)}`);
  await assertAccessible(page);
  await page.locator('form.choice .main-action').click();
  await page.waitForURL(/\/organiser\/drafts\?/);
}
const boxes = page => page.locator('.choices-of-dates input[type=checkbox]');
const ticked = page => page.locator('.choices-of-dates input:checked');

describe('drafts of a season', () => {
  test('a copied season is published at once, but for an activity that is left out with one choice', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
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

  test('without a script they are deleted after a question, on a phone, right to left', async () => {
    await withPage(browser, { ...withoutScript, viewport: { width: 320, height: 640 } }, async page => {
      await signIn(kutsu, page);
      await copySeason(page, 1480);
      const address = page.url();
      await page.goto(`${address}&lang=ar`);
      await assertNoSidewaysScroll(page);
      await assertAccessible(page);
      const all = await boxes(page).count();
      for (const choice of await page.locator('[data-take]').all()) await choice.selectOption('all');
      await page.locator('button[value=delete]').click();
      await page.locator('main form .danger').waitFor();
      await assertNoSidewaysScroll(page);
      await assertAccessible(page);
      assert.equal(await page.locator('main form input[name=event]').count(), all);
      await page.locator('main form .danger').click();
      await page.locator('.notice.good').waitFor();
      assert.equal(await boxes(page).count(), 0);
      assert.equal(pathOf(page), '/organiser/drafts');
    });
  });
});
