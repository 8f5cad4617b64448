import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { assertAccessible, withPage } from './browser.mjs';
import { dateAhead, desktop, fillInEvent, save, signIn } from './console.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

describe('a form that was not saved', () => {
  test('is offered again with all that was typed, until it is saved', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await fillInEvent(kutsu, page, 'Kesken jäänyt', dateAhead(40));
      await page.locator('select[name=add_language]').selectOption('so');
      await page.locator('button[value=add_language]').click();
      await page.locator('#name-so').fill('Dhammaystiran');
      await page.waitForFunction(() => Object.values(localStorage).some(text => text.includes('Dhammaystiran')));
      await page.goto(`${kutsu.url}/organiser/`);
      await page.goto(`${kutsu.url}/organiser/events/new`);
      await page.locator('#draft').waitFor();
      await assertAccessible(page);
      await page.locator('[data-go-on]').click();
      await page.waitForURL(/\/organiser\/events$/);
      assert.equal(await page.locator('#name-fi').inputValue(), 'Kesken jäänyt');
      assert.equal(await page.locator('#name-so').inputValue(), 'Dhammaystiran');
      await save(page);
      await page.getByRole('status').waitFor();
      await page.goto(`${kutsu.url}/organiser/events/new`);
      await page.locator('#name-fi').waitFor();
      assert.equal(await page.locator('#draft').isVisible(), false);
    });
  });

  test('is gone once a series was saved on the dates that were asked about', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await fillInEvent(kutsu, page, 'Tallennettu sarja', dateAhead(40));
      await page.locator('input[name=repeat][value=weekly]').check();
      await page.locator('#repeat_count').fill('2');
      await save(page);
      await page.locator('input[name=held]').first().waitFor();
      await save(page);
      await page.waitForURL(/\/organiser\/series\/\d+/);
      await page.goto(`${kutsu.url}/organiser/events/new`);
      await page.locator('#name-fi').waitFor();
      assert.equal(await page.locator('#draft').isVisible(), false);
    });
  });

  test('is gone once it is discarded, and when one signs out', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const begin = async () => {
        await fillInEvent(kutsu, page, 'Turha', dateAhead(40));
        await page.waitForFunction(() => Object.values(localStorage).some(text => text.includes('Kirjasto')));
        await page.goto(`${kutsu.url}/organiser/events/new`);
      };
      await begin();
      await page.locator('[data-forget]').click();
      await page.reload();
      assert.equal(await page.locator('#draft').isVisible(), false);
      await begin();
      await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
      await page.waitForURL(/sign-in/);
      assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes('Turha')), false);
    });
  });

  test('is not kept by who signs out while it is being typed', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await openForm(page);
      const asked = new Promise(resolve => page.route('**/sign-out', resolve));
      await page.locator('#name-fi').fill('Juuri kirjoitettu');
      const leaving = page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
      const request = await asked;
      // Longer than it takes until what was typed is kept.
      await pause(800);
      await request.continue();
      await leaving;
      await page.waitForURL(/sign-in/);
      assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes('Juuri')), false);
    });
  });

  const leaveUnsaved = async (page, name) => {
    await fillInEvent(kutsu, page, name, dateAhead(40));
    await page.waitForFunction(text => Object.values(localStorage).some(kept => kept.includes(text)), name);
    // The session ends without anybody signing out.
    await page.goto('about:blank');
    await page.context().clearCookies();
  };
  const openForm = async page => {
    await page.goto(`${kutsu.url}/organiser/events/new`);
    await page.locator('#name-fi').waitFor();
  };

  test('waits for who typed it, though their session ended', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await leaveUnsaved(page, 'Oma luonnos');
      await signIn(kutsu, page);
      await openForm(page);
      await page.locator('#draft').waitFor();
    });
  });

  test('is forgotten and never offered once another account opens the form', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await leaveUnsaved(page, 'Toisen salaisuus');
      await signIn(kutsu, page, 'admin');
      await openForm(page);
      assert.equal(await page.locator('#draft').isVisible(), false);
      assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes('Toisen salaisuus')), false);
      await page.context().clearCookies();
      await signIn(kutsu, page);
      await openForm(page);
      assert.equal(await page.locator('#draft').isVisible(), false);
    });
  });

  test('is not offered while the same account works for another organisation', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await leaveUnsaved(page, 'Toisen talon');
      await signIn(kutsu, page);
      await openForm(page);
      await page.locator('#draft').waitFor();
      await page.evaluate(() => {
        const [key] = Object.keys(localStorage).filter(one => one.startsWith('kutsu-draft:'));
        localStorage.setItem(key.replace(/\.\d+:/, '.0:'), localStorage.getItem(key));
        localStorage.removeItem(key);
      });
      await openForm(page);
      assert.equal(await page.locator('#draft').isVisible(), false);
    });
  });
});
