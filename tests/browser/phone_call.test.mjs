// How long somebody is kept on the phone while staff registers them, typed as a person types.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPage } from './browser.mjs';
import { desktop, makeEvent, pathOf, signIn } from './console.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

const perKey = 120;
const thinking = 700;
const promised = 15_000;

// Hands that think before each field and click, and take their time with each key.
class Hands {
  constructor(page) {
    this.page = page;
    this.begun = performance.now();
  }

  async think() {
    await new Promise(resolve => setTimeout(resolve, thinking));
  }

  async click(target) {
    await this.think();
    await target.click();
  }

  // In the field that has the focus.
  async type(text) {
    await this.think();
    await this.page.keyboard.type(text, { delay: perKey });
  }

  async press(key) {
    await this.think();
    await this.page.keyboard.press(key);
  }

  seconds() {
    return ((performance.now() - this.begun) / 1000).toFixed(1);
  }
}

const focused = page => page.evaluate(() => document.activeElement.id);

async function registerNew(page, hands, { number, name, language }) {
  await hands.click(page.getByRole('link', { name: 'Ilmoita soittaja' }));
  await page.locator('#q').waitFor();
  await hands.type(number);
  await page.getByText('Ei löytynyt').waitFor();
  await hands.click(page.locator('#contact-name'));
  await hands.type(name);
  await hands.press('Tab');
  assert.equal(await focused(page), 'contact-phone');
  await hands.type(number);
  await hands.click(page.locator('#contact-language'));
  await hands.think();
  await page.locator('#contact-language').selectOption(language);
  await hands.click(page.locator('#consent'));
  await hands.press('Enter');
  await page.waitForURL(/registered=\d+$/);
}

async function registerReturning(page, hands, number) {
  await hands.click(page.getByRole('link', { name: 'Ilmoita soittaja' }));
  await page.locator('#q').waitFor();
  await hands.type(number);
  await page.locator('.found button').waitFor();
  await hands.press('ArrowDown');
  await Promise.all([page.waitForEvent('domcontentloaded'), hands.press('Enter')]);
  const language = await page.locator('#contact-language').inputValue();
  await hands.press('Space');
  await hands.press('Enter');
  await page.waitForURL(/registered=\d+$/);
  return language;
}

test('who has been here before is found by number and registered within 15 seconds, others too', async context => {
  await withPage(browser, desktop, async page => {
    await signIn(kutsu, page);
    await makeEvent(kutsu, page, 'Ensimmäinen soitto', 20);
    const atFirst = new Hands(page);
    await registerNew(page, atFirst, { number: '0405550168', name: 'Zahra Esimerkki', language: 'ar' });
    context.diagnostic(`a new caller: ${atFirst.seconds()} s`);
    assert.ok(atFirst.seconds() * 1000 < promised);

    const second = await makeEvent(kutsu, page, 'Toinen soitto', 27);
    const again = new Hands(page);
    const language = await registerReturning(page, again, '0405550168');
    context.diagnostic(`a returning caller: ${again.seconds()} s`);
    assert.ok(again.seconds() * 1000 < promised);
    assert.equal(language, 'ar', 'the language of the last time');
    assert.equal(pathOf(page), second);
    await page.getByRole('status').getByText('Ilmoitettu: Zahra Esimerkki').waitFor();
  });
});
