import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { dateAhead, desktop, save, signIn, withoutScript } from './console.mjs';
import { assertFine, byOrganiser, useKutsu } from './setup.mjs';

// Translations and materials, as organisers keep them and participants meet them.
let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

// KUTSU_SCREENSHOTS=folder keeps what the pages look like.
async function keep(page, name) {
  const folder = process.env.KUTSU_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

// A public event in three languages; answers its id.
async function event(more = {}) {
  const day = dateAhead(21);
  const made = await byOrganiser(kutsu, 'Maahanmuuttopalvelut')('/events', {
    name: { fi: 'Asuminen', en: 'Housing', ar: 'السكن' },
    short_description: { fi: 'Vuokrasta.', en: 'About rent.', ar: 'عن الإيجار.' },
    start_time: `${day}T15:00:00`, end_time: `${day}T17:00:00`,
    location: { name: 'Mimosa', municipality: 'Mikkeli' }, in_language: ['fi'], publication_status: 'public', ...more });
  return made.id;
}

const pdf = '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n';
function file(name, content = pdf) {
  const path = join(kutsu.folder, name);
  writeFileSync(path, content);
  return path;
}

describe('translations, without script on a phone', () => {
  test('what is older is told in the form and on the event\'s page, and goes by one press', () =>
    withPage(browser, { ...withoutScript, ...phone }, async page => {
      await signIn(kutsu, page);
      const id = await event({ interpreted_languages: ['so'] });
      await page.goto(`${kutsu.url}/organiser/events/${id}/edit`);
      await page.locator('#short_description-fi').fill('Vuokrasta ja takuusta.');
      await save(page);
      const needs = page.locator('.text-needs > li');
      assert.deepEqual(await needs.locator('strong').allInnerTexts(), ['arabia', 'englanti', 'somali']);
      assert.match(await needs.nth(0).innerText(), /Vanhempi kuin alkuperäinen \(suomi\): Kuvaus\. */i);
      await keep(page, 'texts-event-fi-phone');
      await assertFine(browser, page);
      await page.goto(`${kutsu.url}/organiser/events/${id}/edit`);
      assert.equal(await page.locator('.lacks').count(), 2);
      await keep(page, 'texts-form-fi-phone');
      await assertFine(browser, page);
      await page.locator('[name="checked.en"]').check();
      await save(page);
      assert.deepEqual(await needs.locator('strong').allInnerTexts(), ['arabia', 'somali']);
      await needs.nth(0).locator('button').click();
      assert.deepEqual(await needs.locator('strong').allInnerTexts(), ['somali']);
    }));

  test('a form in Arabic reads right to left, each text in its own direction', () =>
    withPage(browser, { ...withoutScript, ...phone }, async page => {
      await signIn(kutsu, page);
      const id = await event();
      await page.goto(`${kutsu.url}/organiser/events/${id}/edit`);
      await page.locator('#short_description-fi').fill('Vuokrasta ja takuusta.');
      await save(page);
      await page.goto(`${kutsu.url}/organiser/events/${id}/edit?lang=ar`);
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
      assert.equal(await page.locator('#name-fi').getAttribute('dir'), 'ltr');
      assert.equal(await page.locator('#name-ar').getAttribute('dir'), 'rtl');
      await keep(page, 'texts-form-ar-phone');
      await assertFine(browser, page);
      await page.goto(`${kutsu.url}/organiser/events/${id}`);
      await keep(page, 'texts-event-ar-phone');
      await assertFine(browser, page);
    }));

  test('a machine\'s text is ticked by the organiser, told to readers with the original beside it, and checked', () =>
    withPage(browser, { ...withoutScript, ...phone }, async page => {
      await signIn(kutsu, page);
      const id = await event();
      await page.goto(`${kutsu.url}/organiser/events/${id}/edit`);
      await page.locator('[name="machine_made.ar"]').check();
      await save(page);
      await page.goto(`${kutsu.url}/ar/events/${id}`);
      const note = page.locator('details.machine');
      await note.locator('summary').click();
      const original = note.locator('div[lang=fi]');
      assert.equal(await original.getAttribute('dir'), 'ltr');
      assert.ok(await original.isVisible());
      assert.match(await original.innerText(), /Asuminen\s+Vuokrasta\./);
      await keep(page, 'machine-note-ar-phone');
      await assertFine(browser, page);
      await page.goto(`${kutsu.url}/organiser/events/${id}`);
      await page.locator('.text-needs button').click();
      await page.goto(`${kutsu.url}/ar/events/${id}`);
      assert.equal(await note.count(), 0);
    }));
});

describe('materials', () => {
  test('a file and a link are added without script, shown to participants, and removed', () =>
    withPage(browser, { ...withoutScript, ...phone }, async page => {
      await signIn(kutsu, page);
      const id = await event();
      const materials = `${kutsu.url}/organiser/events/${id}/materials`;
      await page.goto(materials);
      await page.locator('#file').setInputFiles(file('ohjelma.pdf', '<!doctype html><script>alert(1)</script>'));
      await page.locator('#title').fill('برنامج');
      await page.locator('p.actions .main-action').click();
      assert.match(await page.locator('#file-error').innerText(), /PDF/);
      assert.equal(await page.locator('#title').inputValue(), 'برنامج');
      await keep(page, 'materials-refused-fi-phone');
      await assertFine(browser, page);
      await page.locator('#file').setInputFiles(file('ohjelma.pdf'));
      await page.locator('#language').selectOption('ar');
      await page.locator('p.actions .main-action').click();
      await page.locator('#url').fill('https://example.org/opas');
      await page.locator('#for_registered').check();
      await page.locator('p.actions .main-action').click();
      assert.equal(await page.locator('.materials li').count(), 2);
      await keep(page, 'materials-fi-phone');
      await assertFine(browser, page);
      await page.goto(`${kutsu.url}/ar/events/${id}`);
      const shown = page.locator('.materials li');
      assert.equal(await shown.count(), 1, 'what is for those registered is not shown to all');
      const coming = page.waitForEvent('download');
      await shown.locator('a').click();
      assert.equal((await coming).suggestedFilename(), 'ohjelma.pdf');
      await keep(page, 'materials-public-ar-phone');
      await assertFine(browser, page);
      await page.goto(materials);
      const first = page.locator('.materials li').first();
      await first.locator('summary').click();
      await first.getByText('Poistettua tiedostoa ei säilytetä').waitFor();
      await keep(page, 'materials-removing-fi-phone');
      await assertFine(browser, page);
      await first.locator('button').click();
      assert.equal(await page.locator('.materials li').count(), 1);
      await page.locator('.materials li button').click();
      await page.locator('.materials li').waitFor({ state: 'detached' });
      await page.goto(`${kutsu.url}/organiser/events/${id}/history`);
      await keep(page, 'materials-history-fi-phone');
      await assertFine(browser, page);
      await page.getByText('poistettua tiedostoa ei säilytetä').waitFor();
      await page.getByRole('button', { name: 'Kumoa' }).first().click();
      await page.getByRole('status').getByText('Muutos on kumottu.').waitFor();
      await page.goto(`${kutsu.url}/organiser/events/${id}/history?lang=ar`);
      await keep(page, 'materials-history-ar-phone');
      await assertFine(browser, page);
      await page.goto(`${materials}?lang=fi`);
      assert.equal(await page.locator('.materials li').count(), 1, 'the link is back');
    }));

  test('the pages are as fine on a desk, with script', () =>
    withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const id = await event();
      await page.goto(`${kutsu.url}/organiser/events/${id}/materials`);
      await page.locator('#file').setInputFiles(file('opas kielikahvilaan.pdf', pdf + ' '.repeat(2_500_000)));
      await page.locator('p.actions .main-action').click();
      assert.match(await page.locator('.materials li').innerText(), /opas kielikahvilaan\s+.?PDF.? · .?2,5 Mt/);
      await assertNoSidewaysScroll(page);
      await assertAccessible(page);
      await keep(page, 'materials-fi-desk');
      await page.goto(`${kutsu.url}/organiser/events/${id}/edit`);
      await page.locator('#short_description-fi').fill('Vuokrasta ja takuusta.');
      await save(page);
      await page.goto(`${kutsu.url}/organiser/events/${id}/edit`);
      await keep(page, 'texts-form-fi-desk');
      await assertAccessible(page);
    }));
});
