// The form of an event, of which most is folded away: by keyboard, without script, and on a phone.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, withPage } from './browser.mjs';
import { dateAhead, desktop, fillInEvent, nextYear, pathOf, save, signIn, unfold, withoutScript } from './console.mjs';
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

describe('what follows from the start', () => {
  const changed = 'Muutettu, ei vielä tallennettu';
  const said = (page, name) => fold(page, name).locator('> summary > .said').innerText();
  const input = (page, name) => page.locator(`#${name}`).inputValue();

  test('moves along with it, is stored so, and a fold that is closed over it says that it is changed', async () => {
    await withPage(browser, { ...desktop, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      await fillInEvent(kutsu, page, 'Siirtyvät päivät', dateAhead(60));
      await page.locator('#end_time-date').fill(dateAhead(61));
      await page.locator('#enrolment_start_time-date').fill(dateAhead(30));
      await page.locator('#enrolment_end_time-date').fill(dateAhead(55));
      await save(page);
      // Of more than a day it is asked.
      if (!/\/events\/\d+$/.test(pathOf(page))) await save(page);
      const event = pathOf(page);
      assert.match(event, /^\/organiser\/events\/\d+$/);
      await page.goto(`${kutsu.url}${event}/edit`);
      const enrolment = fold(page, 'Lastenhoito, ilmoittautumisaika ja ehdot');
      if (await enrolment.getAttribute('open') !== null) await enrolment.locator('> summary').click();
      assert.notEqual(await said(page, 'Lastenhoito, ilmoittautumisaika ja ehdot'), changed);
      await page.locator('#start_time-date').fill(dateAhead(63));
      await page.locator('#start_time-date').blur();
      assert.equal(await said(page, 'Lastenhoito, ilmoittautumisaika ja ehdot'), changed);
      assert.deepEqual([await input(page, 'end_time-date'), await input(page, 'enrolment_start_time-date'),
                        await input(page, 'enrolment_end_time-date')], [dateAhead(64), dateAhead(33), dateAhead(58)]);
      await save(page);
      if (pathOf(page) !== event) await save(page);
      await page.goto(`${kutsu.url}${event}/edit`);
      assert.deepEqual([await input(page, 'start_time-date'), await input(page, 'enrolment_end_time-date')],
                       [dateAhead(63), dateAhead(58)]);
    });
  });

  test('is counted from what stood there last, and does not close registration that is open', async () => {
    await withPage(browser, { ...desktop, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      await fillInEvent(kutsu, page, 'Avoin jo', dateAhead(60));
      const set = async (name, days) => {
        await page.locator(`#${name}`).fill(dateAhead(days));
        await page.locator(`#${name}`).blur();
      };
      await set('enrolment_start_time-date', -2);
      await set('enrolment_end_time-date', 58);
      await set('start_time-date', 70);
      assert.deepEqual([await input(page, 'enrolment_start_time-date'), await input(page, 'enrolment_end_time-date')],
                       [dateAhead(-2), dateAhead(68)]);
      await set('enrolment_start_time-date', 20);
      await set('enrolment_end_time-date', 65);
      await set('start_time-date', 71);
      assert.deepEqual([await input(page, 'enrolment_start_time-date'), await input(page, 'enrolment_end_time-date')],
                       [dateAhead(21), dateAhead(66)]);
      // Typed key by key, whatever dates that is on the way.
      await page.locator('#start_time-date').focus();
      for (const key of `0606${nextYear}`) await page.keyboard.press(key);
      assert.equal(await input(page, 'start_time-date'), `${nextYear}-06-06`);
      const apart = (Date.parse(await input(page, 'start_time-date')) -
                     Date.parse(await input(page, 'enrolment_end_time-date'))) / 86_400_000;
      assert.equal(apart, 5);
    });
  });

  test('is told by the folds of a template, too', async () => {
    await withPage(browser, { ...desktop, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      await fillInWhatIsNeeded(page, 'Mallin pohja');
      await save(page);
      await page.goto(`${kutsu.url}${pathOf(page)}/template`);
      await page.locator('#name').fill('Taitettu malli');
      await page.locator('main form.sheet button.main-action').click();
      await page.locator('li.party', { hasText: 'Taitettu malli' }).getByRole('link', { name: /Muuta/ }).click();
      const reminders = fold(page, 'Muistutukset');
      await reminders.locator('> summary').click();
      await reminders.locator('input[name=reminder_amount]').first().fill('3');
      await reminders.locator('> summary').click();
      assert.equal(await said(page, 'Muistutukset'), changed);
    });
  });
});

describe('when registration to a series closes', () => {
  const choose = async (page, words) => {
    await fillInEvent(kutsu, page, `Sulkeutuu ${words}`, dateAhead(60));
    await page.locator('#enrolment_end_time-date').fill(dateAhead(58));
    await page.locator('input[name=repeat][value=weekly]').check();
    await page.locator('#repeat_count').fill('2');
    await save(page);
    await page.getByRole('radio', { name: words }).waitFor();
  };
  const closes = async page => {
    const dates = await page.locator('tbody a[href^="/organiser/events/"]').evaluateAll(
      links => [...new Set(links.map(link => link.pathname))].filter(path => /\d$/.test(path)));
    const days = [];
    for (const date of dates.slice(0, 2)) {
      await page.goto(`${kutsu.url}${date}/edit`);
      days.push(await page.locator('#enrolment_end_time-date').inputValue());
    }
    return days;
  };

  for (const [script, look] of [['with script', desktop], ['without script', withoutScript]]) {
    test(`is as long before each date, or once for all, ${script}`, async () => {
      await withPage(browser, { ...look, locale: 'fi' }, async page => {
        await signIn(kutsu, page);
        await choose(page, /^Jokaisella kerralla yhtä paljon ennen/);
        assert.ok(await page.getByRole('radio', { name: /^Jokaisella kerralla/ }).isChecked());
        if (look === desktop) await assertAccessible(page);
        await save(page);
        assert.deepEqual(await closes(page), [dateAhead(58), dateAhead(65)]);
        await choose(page, /^Kaikilla kerroilla samaan aikaan/);
        await page.getByRole('radio', { name: /^Kaikilla kerroilla/ }).check();
        await save(page);
        assert.deepEqual(await closes(page), [dateAhead(58), dateAhead(58)]);
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
