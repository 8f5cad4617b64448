import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { dateAhead, desktop, fillInEvent, pathOf, save, signIn, withoutScript } from './console.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

const day = 86_400_000;
const after = (date, days) => new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
// A Tuesday in the middle of a month to come, so that the days around it are on the same page.
function tuesday() {
  const date = new Date(Date.now() + 45 * day);
  date.setUTCDate(10);
  while (date.getUTCDay() !== 2) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
const date = tuesday();
const month = date.slice(0, 7);
const cell = (page, on) => page.locator(`#planner [data-date="${on}"]`).first();

async function openPlanner(page, query = `?month=${month}`) {
  await page.goto(`${kutsu.url}/organiser/month${query}`);
  await page.locator('#planner:not([hidden])').waitFor();
}

// A published event at 15–17 on that day; answers its path in the console.
async function publish(page, name, on = date) {
  await fillInEvent(kutsu, page, name, on);
  await page.locator('input[name=publication_status][value=public]').check();
  await save(page);
  return pathOf(page);
}

describe('the calendar', () => {
  test('shows month, week and list, and keeps them and its filters in the address', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await publish(page, 'Asumisen ilta');
      await openPlanner(page);
      const entry = page.locator('#planner').getByText('Asumisen ilta').first();
      await entry.waitFor();
      await assertAccessible(page);
      await page.getByRole('tab', { name: 'Viikko' }).click();
      await page.waitForURL(/view=week/);
      await assertAccessible(page);
      await page.reload();
      await page.getByRole('tab', { name: 'Viikko', selected: true }).waitFor();
      assert.equal(new URL(page.url()).searchParams.get('view'), 'week');
      await page.locator('#publication').selectOption('draft');
      await page.locator('form.filters button').click();
      await page.waitForURL(/publication=draft/);
      assert.equal(new URL(page.url()).searchParams.get('view'), 'week', 'one looks at the same week');
      await openPlanner(page, `?month=${month}&publication=draft`);
      await page.waitForLoadState('networkidle');
      assert.equal(await page.locator('#planner').getByText('Asumisen ilta').count(), 0);
    });
  });

  test('names the week, its dates and its holidays, and says times as everywhere else', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await openPlanner(page, '?view=week&month=2027-01&day=2027-01-04');
      await page.getByText('Vk 1: 4.–10. tammikuuta 2027').waitFor();
      await page.locator('#planner').getByText('loppiainen').waitFor();
      await page.locator('#planner').getByText('9.00', { exact: true }).first().waitFor();
      await page.getByRole('tab', { name: 'Kuukausi' }).click();
      await page.locator('#planner').getByText('loppiainen').waitFor();
      await assertAccessible(page);
      await page.getByRole('tab', { name: 'Luettelo' }).waitFor();
    });
  });

  test('names holidays in its list, each stretch once, and draws whole days as such', async () => {
    await withPage(browser, { ...phone, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      const made = await page.evaluate(async () => {
        const answer = await fetch('/api/v1/events', {
          method: 'POST', headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({
            kind: 'group_activity', name: { fi: 'Kesäleiri' }, start_time: '2027-05-04T00:00:00+03:00',
            end_time: '2027-05-07T00:00:00+03:00', location: { name: 'Leirikeskus', municipality: 'Mikkeli' },
            in_language: ['fi'], keywords: ['language'],
          }),
        });
        return answer.status;
      });
      assert.equal(made, 201);
      for (const [language, holiday] of [['fi', 'helatorstai'], ['ar', 'عيد الصعود']]) {
        await openPlanner(page, `?month=2027-05&view=list&lang=${language}`);
        await page.locator('#planner').getByText(holiday).waitFor();
        assert.equal(await page.locator('#planner').getByText('Kesäleiri').count(), 3, 'on each of its days');
        await assertNoSidewaysScroll(page);
        await assertAccessible(page);
      }
      await openPlanner(page, '?month=2027-05&view=month&lang=fi');
      const entry = page.locator('#planner .planner-entry.whole-day').filter({ hasText: 'Kesäleiri' }).first();
      await entry.waitFor();
      assert.doesNotMatch(await entry.textContent(), /0\.00/);
      assert.equal(await page.locator('#planner .planner-holiday').count(), 0, 'cells have the names themselves');
      await page.setViewportSize({ width: 1200, height: 900 });
      await openPlanner(page, '?month=2027-05&view=month&lang=fi');
      await page.locator('#planner .whole-day a, #planner a.whole-day').filter({ hasText: 'Kesäleiri' }).first().focus();
      await page.keyboard.press('Alt+ArrowRight');
      await page.locator('#planner-move[open]').waitFor();
      assert.match(await page.locator('#planner-move').textContent(), /5\.5\.|5\. toukokuuta/);
    });
  });

  test('is a list on a phone and goes right to left in Arabic', async () => {
    await withPage(browser, { ...phone, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      await publish(page, 'Talousilta');
      for (const language of ['fi', 'ar']) {
        await openPlanner(page, `?month=${month}&lang=${language}`);
        await page.locator('#planner').getByText('Talousilta').first().waitFor();
        await assertNoSidewaysScroll(page);
        await assertAccessible(page);
      }
    });
  });

  test('moves an event by keys, after saying what that means', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const event = await publish(page, 'Siirtyvä ilta');
      await openPlanner(page);
      const entry = page.locator(`#planner [data-entry="${event.split('/').pop()}"]`).first();
      await entry.focus();
      await page.keyboard.press('Alt+ArrowRight');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Viestejä ei lähetetä.').waitFor();
      assert.equal(await dialog.locator('#date').inputValue(), after(date, 1));
      await assertAccessible(page);
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText('Siirretty').waitFor();
      await page.goto(kutsu.url + event);
      await page.getByText('Siirretty').first().waitFor();
    });
  });

  test('asks before an event that was dragged is moved, and puts it back', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const event = await publish(page, 'Raahattava ilta');
      await openPlanner(page);
      const entry = page.locator(`#planner [data-entry="${event.split('/').pop()}"]`).first();
      const from = await entry.boundingBox();
      const to = await cell(page, after(date, 2)).boundingBox();
      await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
      await page.mouse.down();
      await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
      await page.mouse.up();
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

  test('says in the dialog what is wrong and keeps what was typed', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const event = await publish(page, 'Virheellinen ilta');
      await openPlanner(page);
      await page.locator(`#planner [data-entry="${event.split('/').pop()}"]`).first().focus();
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
      const event = await publish(page, 'Hidas ilta');
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
    });
  });
});

describe('the page that moves an event', () => {
  test('shows the move as soon as it is typed', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const event = await publish(page, 'Siirtyvä ilta');
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
