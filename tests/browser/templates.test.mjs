import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { dateAhead, desktop, fillInEvent, pathOf, save, signIn as enter, unfold, withoutScript } from './console.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

const signIn = (page, ...more) => enter(kutsu, page, ...more);

// Pictures to be looked at, where somebody asks for them.
async function picture(page, name) {
  if (process.env.KUTSU_PICTURES) await page.screenshot({ path: `${process.env.KUTSU_PICTURES}/${name}.png`, fullPage: true });
}

async function saveAsTemplate(page, name) {
  await fillInEvent(kutsu, page, 'Asumisinfo', dateAhead(30));
  await save(page);
  await page.getByRole('link', { name: 'Tallenna mallipohjaksi' }).click();
  await page.locator('#name').fill(name);
  await picture(page, 'template-saving');
  await page.locator('main form.sheet button.main-action').click();
  await page.getByText('Mallipohja tallennettu.').waitFor();
}

describe('templates', () => {
  test('are saved from an event, changed, and begun with on another day, without script', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(page);
      await saveAsTemplate(page, 'Asumisinfo, 2 h, kirjasto');
      const one = page.locator('li.party', { hasText: 'Asumisinfo, 2 h, kirjasto' });
      await one.getByRole('link', { name: /Muuta/ }).click();
      await page.locator('#start_time-clock').fill('17:30');
      await page.locator('#end_time-clock').fill('19:30');
      await unfold(page);
      await page.locator('#enrolment_start_time-days_before').fill('14');
      await page.locator('#enrolment_start_time-clock').fill('09:00');
      await picture(page, 'template-edit');
      await save(page);
      await page.getByText('Mallipohja tallennettu.').waitFor();
      await page.goto(`${kutsu.url}/organiser/events/new`);
      const tops = await page.locator('label[for=template], label[for=date]').evaluateAll(labels =>
        labels.map(label => Math.round(label.getBoundingClientRect().top)));
      assert.equal(tops[0], tops[1]);
      await page.locator('#template').selectOption({ label: 'Asumisinfo, 2 h, kirjasto' });
      await page.locator('#date').fill(dateAhead(60));
      await page.locator('form', { has: page.locator('#template') }).locator('button').click();
      assert.equal(await page.locator('#name-fi').inputValue(), 'Asumisinfo');
      assert.equal(await page.locator('#start_time-date').inputValue(), dateAhead(60));
      assert.equal(await page.locator('#start_time-clock').inputValue(), '17:30');
      assert.equal(await page.locator('#enrolment_start_time-date').inputValue(), dateAhead(46));
      await save(page);
      assert.match(pathOf(page), /^\/organiser\/events\/\d+$/);
    });
  });

  test('are removed after a word about what that means', async () => {
    await withPage(browser, { ...phone, locale: 'fi' }, async page => {
      await signIn(page);
      await saveAsTemplate(page, 'Tilapäinen');
      const one = page.locator('li.party', { hasText: 'Tilapäinen' });
      await one.locator('summary').click();
      await one.getByText('Siitä tehdyt tilaisuudet pysyvät ennallaan.').waitFor();
      await one.getByRole('button', { name: /Poista mallipohja/ }).click();
      await page.getByText('Mallipohja poistettu.').waitFor();
      assert.equal(await page.locator('li.party', { hasText: 'Tilapäinen' }).count(), 0);
    });
  });

  for (const [name, settings] of [['a phone', phone], ['a desktop', desktop]]) {
    test(`can be read by everybody on ${name}, in Arabic too`, async () => {
      await withPage(browser, { ...settings, locale: 'fi' }, async page => {
        const device = name.replace('a ', '');
        await signIn(page);
        await saveAsTemplate(page, `Malli, ${device}`);
        for (const language of ['fi', 'ar']) {
          await page.goto(`${kutsu.url}/organiser/templates?lang=${language}`);
          await assertNoSidewaysScroll(page);
          await assertAccessible(page);
          await picture(page, `templates-${device}-${language}`);
          await page.locator('li.party', { hasText: `Malli, ${device}` }).locator('.actions a.button').click();
          await assertNoSidewaysScroll(page);
          await assertAccessible(page);
          await picture(page, `template-edit-${device}-${language}`);
          await page.goto(`${kutsu.url}/organiser/events/new?lang=${language}`);
          await assertNoSidewaysScroll(page);
          await assertAccessible(page);
          await picture(page, `new-event-${device}-${language}`);
          await page.goto(`${kutsu.url}/organiser/account?lang=${language}`);
          await assertNoSidewaysScroll(page);
          await assertAccessible(page);
          await picture(page, `account-${device}-${language}`);
        }
        await page.goto(`${kutsu.url}/organiser/?lang=fi`);
      });
    });
  }
});
