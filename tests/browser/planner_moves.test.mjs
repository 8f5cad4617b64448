// Another time for an event, from the calendar and on the page of its own.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, withPage } from './browser.mjs';
import { desktop, pathOf, signIn, withoutScript } from './console.mjs';
import { after, cell, date, drag, entryOf, lasting, month, nextYear, openPlanner, publish } from './planner.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

const middle = async place => {
  const { x, y, width, height } = await place.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
};
// When it is held, as its page says.
async function when(page, event) {
  await page.goto(kutsu.url + event);
  return page.locator('p.moment time').innerText();
}
// "28.3." or "28. maaliskuuta", as pages write a day.
const written = (day, how) => new Intl.DateTimeFormat('fi', { ...how, timeZone: 'UTC' }).format(new Date(`${day}T12:00Z`));
// Clocks go forward on the last Sunday of March.
function clockChange() {
  const last = `${nextYear}-03-31`;
  return after(last, -new Date(`${last}T12:00Z`).getUTCDay());
}

describe('an event in the calendar', () => {
  test('moves an event by keys, after saying what that means', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const event = await publish(kutsu, page, 'Siirtyvä ilta');
      await openPlanner(kutsu, page);
      await entryOf(page, event).focus();
      await page.keyboard.press('Alt+ArrowRight');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Viestejä ei lähetetä.').waitFor();
      assert.equal(await dialog.locator('#date').inputValue(), after(date, 1));
      await assertAccessible(page);
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText('Siirretty').waitFor();
      const facts = await when(page, event);
      assert.ok(facts.includes(written(after(date, 1), { day: 'numeric', month: 'long' })), facts);
      assert.match(facts, /15\.00–17\.00/);
    });
  });

  test('asks before an event that was dragged is moved, and puts it back', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const event = await publish(kutsu, page, 'Raahattava ilta');
      await openPlanner(kutsu, page);
      await drag(page, entryOf(page, event), () => middle(cell(page, after(date, 2))));
      const dialog = page.getByRole('dialog');
      await dialog.locator('#date').waitFor();
      assert.equal(await dialog.locator('#date').inputValue(), after(date, 2));
      assert.equal(await dialog.locator('#start').inputValue(), '15:00');
      await dialog.getByRole('link', { name: 'Älä siirrä' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.goto(`${kutsu.url}${event}/move`);
      assert.equal(await page.locator('#date').inputValue(), date, 'nothing was done');
    });
  });

  for (const days of [1, 3]) {
    test(`keeps whole days whole over a clock change, be it ${days}`, async () => {
      await withPage(browser, desktop, async page => {
        await signIn(kutsu, page);
        const sunday = clockChange();
        const event = await lasting(kutsu, 'Kevätleiri', `${after(sunday, -days)}T00:00`, `${sunday}T00:00`);
        await openPlanner(kutsu, page, `?month=${sunday.slice(0, 7)}&view=month`);
        await entryOf(page, event).focus();
        await page.keyboard.press('Alt+ArrowRight');
        const dialog = page.getByRole('dialog');
        await dialog.getByText('Siirron jälkeen').waitFor();
        assert.equal(await dialog.locator('#date').inputValue(), after(sunday, 1 - days));
        await assertAccessible(page);
        await dialog.getByRole('button', { name: 'Siirrä', exact: true }).click();
        await page.getByRole('status').getByText('Siirretty').waitFor();
        const facts = await when(page, event);
        assert.match(facts, /koko päivän/);
        assert.ok(facts.includes(written(after(sunday, 1 - days), { day: 'numeric', month: 'long' })), facts);
        if (days > 1) assert.ok(facts.includes(`${written(sunday, { day: 'numeric', month: 'numeric' })} asti`), facts);
      });
    });
  }

  test('keeps its days where it is dragged, and its hours', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const friday = after(date, 3);
      const event = await lasting(kutsu, 'Leiriviikonloppu', `${date}T18:00`, `${after(date, 2)}T15:00`);
      await openPlanner(kutsu, page);
      await drag(page, entryOf(page, event), () => middle(cell(page, friday)));
      const dialog = page.getByRole('dialog');
      await dialog.locator('#days').waitFor();
      assert.equal(await dialog.locator('#days').inputValue(), '2');
      await dialog.getByRole('button', { name: 'Siirrä', exact: true }).click();
      await page.getByRole('status').getByText('Siirretty').waitFor();
      await page.goto(`${kutsu.url}${event}/edit`);
      const input = name => page.locator(`#${name}`).inputValue();
      assert.deepEqual([await input('start_time-date'), await input('start_time-clock')], [friday, '18:00']);
      assert.deepEqual([await input('end_time-date'), await input('end_time-clock')], [after(friday, 2), '15:00']);
    });
  });

  test('of whole days is not moved between hours, and it is said where hours are given', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const event = await lasting(kutsu, 'Koko päivä', `${date}T00:00`, `${after(date, 1)}T00:00`);
      await openPlanner(kutsu, page, `?month=${month}&view=week&day=${date}`);
      const entry = entryOf(page, event);
      await entry.waitFor();
      await drag(page, entry, async () => {
        const noon = await page.locator('#planner').getByText('12.00', { exact: true }).first().boundingBox();
        const { x } = await middle(entry);
        return { x, y: noon.y + 8 };
      });
      await page.getByRole('status').getByText('Ei siirretty. Kellonajat voit vaihtaa').waitFor();
      assert.equal(await page.getByRole('dialog').count(), 0);
      assert.match(await when(page, event), /koko päivän/);
    });
  });

  test('says in the dialog what is wrong and keeps what was typed', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const event = await publish(kutsu, page, 'Virheellinen ilta');
      await openPlanner(kutsu, page);
      await entryOf(page, event).focus();
      await page.keyboard.press('Alt+ArrowDown');
      const dialog = page.getByRole('dialog');
      await dialog.locator('#date').fill('2020-01-07');
      await dialog.locator('#end').fill('');
      await dialog.locator('form').evaluate(form => { form.noValidate = true; });
      await dialog.getByText('Siirron jälkeen').waitFor({ state: 'hidden' });
      await dialog.getByRole('button', { name: 'Näytä, mitä siirto tarkoittaa' }).click();
      await dialog.getByRole('alert').waitFor();
      assert.equal(await dialog.locator('#date').inputValue(), '2020-01-07');
    });
  });

  test('is a table without script, with a page to move an event', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      const event = await publish(kutsu, page, 'Hidas ilta');
      await page.goto(`${kutsu.url}/organiser/month?month=${month}`);
      await page.locator('table.month').getByText('Hidas ilta').waitFor();
      await page.goto(kutsu.url + event);
      await page.getByRole('link', { name: 'Siirrä' }).click();
      await page.locator('#date').fill(after(date, 3));
      await page.getByRole('button', { name: 'Näytä, mitä siirto tarkoittaa' }).click();
      assert.equal(pathOf(page), `${event}/move`);
      await page.getByText('Siirron jälkeen').waitFor();
      await page.getByText('Viestejä ei lähetetä.').waitFor();
      await page.getByRole('button', { name: 'Siirrä' }).click();
      assert.equal(pathOf(page), event);
      await page.getByRole('status').getByText('Siirretty').waitFor();
      const facts = await when(page, event);
      assert.ok(facts.includes(written(after(date, 3), { day: 'numeric', month: 'long' })), facts);
    });
  });

  test('keeps its days without script, too', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      const event = await lasting(kutsu, 'Hidas leiri', `${date}T00:00`, `${after(date, 3)}T00:00`);
      await page.goto(`${kutsu.url}${event}/move`);
      assert.equal(await page.locator('#days').inputValue(), '3');
      await page.locator('#date').fill(after(date, 7));
      await page.getByRole('button', { name: 'Näytä, mitä siirto tarkoittaa' }).click();
      await page.getByRole('button', { name: 'Siirrä', exact: true }).click();
      assert.equal(pathOf(page), event, 'the first press does what was shown');
      const facts = await when(page, event);
      assert.ok(facts.includes(`${written(after(date, 9), { day: 'numeric', month: 'numeric' })} asti`), facts);
    });
  });
});

describe('the page that moves an event', () => {
  test('shows the move as soon as it is typed', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const event = await publish(kutsu, page, 'Siirtyvä ilta');
      await page.goto(`${kutsu.url}${event}/move`);
      assert.equal(await page.getByText('Siirron jälkeen').count(), 0);
      await page.locator('#start').fill('16:30');
      await page.locator('#end').fill('18:30');
      await page.getByText('16.30–18.30').waitFor();
      await page.getByText('Viestejä ei lähetetä.').waitFor();
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Siirrä', exact: true }).click();
      await page.getByRole('status').getByText('Siirretty. Viestejä ei lähetetty.').waitFor();
      assert.equal(pathOf(page), event);
    });
  });
});
