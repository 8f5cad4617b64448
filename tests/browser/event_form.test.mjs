// The form of an event, of which most is folded away: by keyboard, without script, and on a phone.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, withPage } from './browser.mjs';
import { dateAhead, desktop, pathOf, save, signIn, unfold, withoutScript } from './console.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

const small = { viewport: { width: 390, height: 844 } };
const fold = (page, name) => page.locator('form[data-draft] details.fold', { has: page.locator(`> summary:has-text("${name}")`) });

async function picture(page, name) {
  if (process.env.KUTSU_PICTURES) await page.screenshot({ path: `${process.env.KUTSU_PICTURES}/${name}.png`, fullPage: true });
}

async function fillInWhatIsNeeded(page, name, days = 70) {
  await page.goto(`${kutsu.url}/organiser/events/new`);
  await page.locator('#name-fi').fill(name);
  await page.locator('#start_time-date').fill(dateAhead(days));
  await page.locator('#start_time-clock').fill('15:00');
  await page.locator('#end_time-clock').fill('17:00');
  await page.locator('#location-name').fill('Kirjasto');
}

describe('the form of an event', () => {
  test('asks for what every event needs alone, and keeps what is folded as it says there', async () => {
    await withPage(browser, { ...withoutScript, ...small, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      await fillInWhatIsNeeded(page, 'Vain tarpeellinen');
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(height < 6000, `${height} pixels on a phone; all of it unfolded has more than 12000`);
      await save(page);
      const event = pathOf(page);
      assert.match(event, /^\/organiser\/events\/\d+$/);
      const facts = await page.locator('main').innerText();
      assert.match(facts, /2 päivää ennen/);
      await page.goto(`${kutsu.url}${event}/edit`);
      assert.equal(await page.locator('details.fold[open]').count(), 0, 'nothing of it is unusual');
    });
  });

  test('opens by the keyboard, and what was typed there is open when it is edited', async () => {
    await withPage(browser, { ...withoutScript, ...small, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      await fillInWhatIsNeeded(page, 'Lapset mukaan');
      const more = fold(page, 'Lastenhoito');
      assert.ok(!await page.locator('#childcare_capacity').isVisible());
      await page.locator('#waiting_list_capacity').focus();
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY');
      await page.keyboard.press('Enter');
      const focused = () => page.evaluate(() => document.activeElement.id);
      for (let tabs = 0; tabs < 20 && await focused() !== 'childcare_capacity'; ++tabs) await page.keyboard.press('Tab');
      assert.equal(await focused(), 'childcare_capacity');
      await page.keyboard.type('4');
      await save(page);
      await page.goto(`${kutsu.url}${pathOf(page)}/edit`);
      assert.equal(await page.locator('#childcare_capacity').inputValue(), '4');
      assert.ok(await page.locator('#childcare_capacity').isVisible());
      assert.doesNotMatch(await more.locator('> summary').innerText(), /Lastenhoitopaikkoja/, 'its fields say it');
      await more.locator('> summary').click();
      assert.match(await more.locator('> summary').innerText(), /Lastenhoitopaikkoja/);
    });
  });

  test('has its button under the thumb wherever one is, and hides no field behind it', async () => {
    await withPage(browser, { ...small, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      await page.goto(`${kutsu.url}/organiser/events/new`);
      const button = page.locator('form[data-draft] .main-action');
      const bottom = async () => button.evaluate(one => innerHeight - one.getBoundingClientRect().bottom);
      assert.ok(await bottom() >= 0 && await bottom() < 40, `${await bottom()}`);
      await unfold(page);
      const hidden = await page.evaluate(() => {
        const fields = [...document.querySelectorAll('form[data-draft] :is(input, select, textarea, summary)')]
          .filter(one => one.type !== 'hidden' && one.checkVisibility());
        return fields.filter(field => {
          field.focus();
          const { x, y, width, height } = field.getBoundingClientRect();
          return document.elementFromPoint(x + width / 2, y + height / 2)?.closest('.at-hand');
        }).map(field => field.id || field.name || field.textContent);
      });
      assert.deepEqual(hidden, [], 'whatever has the focus is seen');
    });
  });

  test('goes on from a draft with what was folded away', async () => {
    await withPage(browser, { ...desktop, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      await fillInWhatIsNeeded(page, 'Kesken');
      await fold(page, 'Toistuuko se').locator('> summary').click();
      await page.locator('input[name=repeat][value=weekly]').check();
      await page.locator('#repeat_count').fill('3');
      await page.waitForFunction(() => Object.keys(localStorage).some(
        key => key.startsWith('kutsu-draft:') && localStorage.getItem(key).includes('"repeat_count","3"')));
      await page.goto(`${kutsu.url}/organiser/events/new`);
      await page.locator('#draft [data-go-on]').click();
      await page.locator('#repeat_count').waitFor();
      assert.equal(await page.locator('#repeat_count').inputValue(), '3');
      const summary = fold(page, 'Toistuuko se').locator('> summary');
      await summary.click();
      assert.match(await summary.innerText(), /Joka viikko/);
    });
  });

  for (const [language, width] of [['fi', 390], ['ar', 390], ['fi', 320], ['ar', 320]]) {
    test(`is accessible and fits, folded and unfolded, in ${language} at ${width} pixels`, async () => {
      await withPage(browser, { viewport: { width, height: 844 }, locale: language }, async page => {
        await signIn(kutsu, page);
        await page.goto(`${kutsu.url}/organiser/events/new`);
        for (const state of ['folded', 'unfolded']) {
          await assertAccessible(page);
          await assertNoSidewaysScroll(page);
          await picture(page, `form-${language}-${width}-${state}`);
          await unfold(page);
        }
      });
    });
  }
});

describe('a place in words', () => {
  test('is offered as the room that it may be: with one tap it is in that room', async () => {
    await withPage(browser, { ...small, locale: 'fi' }, async page => {
      await signIn(kutsu, page, 'organiser', '/rooms');
      await page.locator('#name').fill('Sali');
      await page.locator('#street_address').fill('Monitoimitalo, Porrassalmenkatu 1');
      await page.locator('#municipality').fill('Mikkeli');
      await page.locator('main form.sheet button.main-action').click();
      await fillInWhatIsNeeded(page, 'Salissa');
      await page.locator('#location-name').fill('Monitoimitalo, sali');
      await page.locator('[data-take-room]').click();
      assert.match(await page.locator('#location-room option:checked').innerText(), /^Sali, Monitoimitalo/);
      await page.locator('[data-take-room]').waitFor({ state: 'detached' });
      assert.ok(!await page.locator('#location-name').isVisible());
      await save(page);
      await page.getByText('Sali, Monitoimitalo, Porrassalmenkatu 1, Mikkeli').first().waitFor();
    });
  });

  test('is offered without script, too, by the button that looks', async () => {
    await withPage(browser, { ...withoutScript, ...small, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      await fillInWhatIsNeeded(page, 'Ilman skriptiä', 71);
      await page.locator('#location-name').fill('Monitoimitalo, sali');
      await page.locator('button[value=check]').click();
      await page.locator('[data-take-room]').click();
      assert.equal(new URL(page.url()).hash, '#place');
      assert.match(await page.locator('#location-room option:checked').innerText(), /^Sali, Monitoimitalo/);
      assert.equal(await page.locator('#location-name').inputValue(), '');
      assert.equal(await page.locator('#name-fi').inputValue(), 'Ilman skriptiä');
      await save(page);
      assert.match(pathOf(page), /^\/organiser\/events\/\d+$/);
    });
  });
});
