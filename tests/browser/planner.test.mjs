import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { desktop, signIn } from './console.mjs';
import { after as later, date, entryOf, lasting, month, nextYear, openPlanner, publish } from './planner.mjs';
import { useKutsu } from './setup.mjs';

let kutsu, browser;
const folder = mkdtempSync(join(tmpdir(), 'kutsu-holidays-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const schools = join(folder, 'school_holidays.toml');
writeFileSync(schools, `[[holiday]]
municipality = "Mikkeli"
first = ${nextYear}-12-21
last = ${nextYear + 1}-01-08
name = { fi = "Joululoma", en = "Christmas holiday", ar = "عطلة عيد الميلاد" }
`);
useKutsu(all => ({ kutsu, browser } = all), { KUTSU_CALENDAR_SCHOOL_HOLIDAYS: schools });

describe('the calendar', () => {
  test('shows month, week and list, and keeps them and its filters in the address', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await publish(kutsu, page, 'Asumisen ilta');
      await openPlanner(kutsu, page);
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
      await openPlanner(kutsu, page, `?month=${month}&publication=draft`);
      await page.waitForLoadState('networkidle');
      assert.equal(await page.locator('#planner').getByText('Asumisen ilta').count(), 0);
    });
  });

  test('names the week, its dates and its holidays, and says times as everywhere else', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      await openPlanner(kutsu, page, '?view=week&month=2027-01&day=2027-01-04');
      await page.getByText('Vk 1: 4.–10. tammikuuta 2027').waitFor();
      await page.locator('#planner').getByText('loppiainen').waitFor();
      await page.locator('#planner').getByText('9.00', { exact: true }).first().waitFor();
      await page.getByRole('tab', { name: 'Kuukausi' }).click();
      await page.locator('#planner').getByText('loppiainen').waitFor();
      await assertAccessible(page);
      await page.getByRole('tab', { name: 'Luettelo' }).waitFor();
    });
  });

  test('names holidays in its list, each stretch once in a month whatever else its days are', async () => {
    await withPage(browser, { ...phone, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      const listed = async (on, first, language = 'fi') => {
        await openPlanner(kutsu, page, `?month=${on}&view=list&lang=${language}`);
        await page.locator('#planner').getByText(first).waitFor();
        await assertNoSidewaysScroll(page);
        await assertAccessible(page);
        return page.locator('#planner .planner-holiday').allInnerTexts();
      };
      const holiday = `Joululoma 21.12.${nextYear}–8.1.${nextYear + 1}`;
      const trimmed = lines => lines.map(line => line.trim());
      assert.deepEqual(trimmed(await listed(`${nextYear}-12`, 'itsenäisyyspäivä')),
                       ['itsenäisyyspäivä', holiday, 'joulupäivä', 'tapaninpäivä']);
      assert.deepEqual(trimmed(await listed(`${nextYear + 1}-01`, 'loppiainen')).sort(),
                       [holiday, 'loppiainen', 'uudenvuodenpäivä']);
      const arabic = await listed(`${nextYear}-12`, 'عطلة عيد الميلاد', 'ar');
      assert.equal(arabic.filter(line => line.includes('عطلة عيد الميلاد')).length, 1);
      await openPlanner(kutsu, page, `?month=${nextYear}-12&view=month&lang=fi`);
      await page.locator('#planner').getByText('joulupäivä, Joululoma').waitFor();
      assert.equal(await page.locator('#planner .planner-holiday').count(), 0, 'cells have the names themselves');
    });
  });

  test('draws whole days as such, in its list on each of them', async () => {
    await withPage(browser, { ...phone, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      const event = await lasting(kutsu, 'Kesäleiri', `${date}T00:00`, `${later(date, 3)}T00:00`);
      await openPlanner(kutsu, page, `?month=${month}&view=list`);
      await page.locator('#planner').getByText('Kesäleiri').first().waitFor();
      assert.equal(await page.locator('#planner').getByText('Kesäleiri').count(), 3);
      await page.setViewportSize({ width: 1200, height: 900 });
      await openPlanner(kutsu, page, `?month=${month}&view=month`);
      await entryOf(page, event).waitFor();
      assert.doesNotMatch(await entryOf(page, event).textContent(), /0\.00/);
      assert.equal(await page.locator('#planner .planner-entry.whole-day').filter({ hasText: 'Kesäleiri' }).count(), 1);
      await assertAccessible(page);
    });
  });

  test('is a list on a phone and goes right to left in Arabic', async () => {
    await withPage(browser, { ...phone, locale: 'fi' }, async page => {
      await signIn(kutsu, page);
      await publish(kutsu, page, 'Talousilta');
      for (const language of ['fi', 'ar']) {
        await openPlanner(kutsu, page, `?month=${month}&lang=${language}`);
        await page.locator('#planner').getByText('Talousilta').first().waitFor();
        await assertNoSidewaysScroll(page);
        await assertAccessible(page);
      }
    });
  });
});
