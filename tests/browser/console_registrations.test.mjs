import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, phone, withPage } from './browser.mjs';
import { desktop, isFocused, makeEvent, pathOf, save, signIn, withoutScript } from './console.mjs';
import { useKutsu } from './setup.mjs';
import { assertValidHtml } from './valid_html.mjs';

let kutsu, browser;
useKutsu(all => ({ kutsu, browser } = all));

async function registerCaller(page, event, { name, number, language = 'ar', more = '' }) {
  await page.goto(kutsu.url + event);
  await page.getByRole('link', { name: 'Ilmoita soittaja' }).click();
  await page.locator('#contact-name').fill(name);
  await page.locator('#contact-phone').fill(number);
  await page.locator('#contact-language').selectOption(language);
  await page.locator('#more').fill(more);
  await page.locator('#consent').check();
  await save(page);
}

describe('somebody phones', () => {
  test('who has been here before is registered with four letters and five keys', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page);
      const first = await makeEvent(kutsu, page, 'Ensimmäinen kerta', 20);
      await registerCaller(page, first, { name: 'Zahra Esimerkki', number: '040 555 0161', more: '2' });
      const second = await makeEvent(kutsu, page, 'Toinen kerta', 27);

      let steps = 0;
      const press = async key => { ++steps; await page.keyboard.press(key); };
      await page.getByRole('link', { name: 'Ilmoita soittaja' }).click();
      ++steps;
      await isFocused(page, 'q');
      for (const letter of 'zahr') await press(letter);
      await page.getByRole('button', { name: /Zahra Esimerkki · \+358 40 555 0161 · arabia · 3 henkilöä/ }).waitFor();
      await press('ArrowDown');
      await Promise.all([page.waitForEvent('domcontentloaded'), press('Enter')]);
      assert.equal(await page.locator('#contact-name').inputValue(), 'Zahra Esimerkki');
      assert.equal(await page.locator('#contact-language').inputValue(), 'ar');
      assert.equal(await page.locator('fieldset[id^=persons-]').count(), 3);
      await isFocused(page, 'consent');
      await press('Space');
      assert.ok(await page.locator('#consent').isChecked(), 'the consent has the focus');
      await Promise.all([page.waitForURL(/registered=\d+$/), press('Enter')]);
      assert.equal(steps, 9);
      assert.equal(pathOf(page), second);
      await page.getByRole('status').getByText('Ilmoitettu: Zahra Esimerkki, 3 henkilöä. Paikka vahvistettu.').waitFor();

      await page.getByRole('status').getByRole('button', { name: 'Kumoa' }).click();
      await page.getByText('Kumottu.').waitFor();
      await page.getByText('0 / 10').waitFor();
    });
  });

  test('the same without script, with buttons, and mistakes keep everything typed', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      const event = await makeEvent(kutsu, page, 'Ilman skriptiä', 21,
                                    form => form.locator('#childcare_capacity').fill('2'));
      await page.getByRole('link', { name: 'Ilmoita soittaja' }).click();
      await page.locator('#q').fill('ei tällaista');
      await page.getByRole('button', { name: 'Hae' }).click();
      await page.getByText('Ei löytynyt').waitFor();
      await page.locator('#contact-name').fill('Layla Esimerkki');
      await page.getByRole('button', { name: 'Lisää henkilö' }).click();
      await page.locator('#persons-1-child_age').fill('4');
      await page.locator('#persons-1-name').fill('Noor');
      await save(page);
      await page.getByRole('alert').getByRole('link', { name: 'Puhelin' }).click();
      assert.equal(new URL(page.url()).hash, '#contact-phone');
      assert.equal(await page.locator('#persons-1-name').inputValue(), 'Noor');
      await page.locator('#contact-phone').fill('040 555 0162');
      await page.locator('#consent').check();
      await save(page);
      assert.equal(pathOf(page), event);
      await page.getByText('4 v: 1').waitFor();

      await page.getByRole('link', { name: 'Ilmoita soittaja' }).click();
      await page.locator('#q').fill('0162');
      await page.getByRole('button', { name: 'Hae' }).click();
      await page.getByRole('button', { name: /^Layla Esimerkki/ }).click();
      assert.equal(await page.locator('#persons-1-child_age').inputValue(), '4');
    });
  });
});

describe('the parties of an event', () => {
  test('wait in order, get a place for a reason, are changed and cancelled', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      const event = await makeEvent(kutsu, page, 'Täysi', 22, async form => {
        await form.locator('#maximum_attendee_capacity').fill('1');
        await form.locator('#waiting_list_capacity').fill('5');
      });
      for (const [name, number] of [['Eka', '0163'], ['Toka', '0164'], ['Kolmas', '0165']]) {
        await registerCaller(page, event, { name, number: `040 555 ${number}` });
      }
      await page.getByRole('status').getByText('Jonossa sijalla 2.').waitFor();
      const queue = page.locator('ol.queue > li');
      assert.deepEqual(await queue.locator('b').allInnerTexts(), ['Toka', 'Kolmas']);

      const party = name => page.locator('.party', { hasText: name });
      await party('Eka').getByText('Toiminnot').click();
      await party('Eka').getByRole('button', { name: 'Siirrä jonoon' }).click();
      await page.getByRole('alert').getByRole('link', { name: 'Syy siirtoon' }).waitFor();
      await party('Eka').getByLabel('Syy siirtoon').fill('Pyysi itse');
      await party('Eka').getByRole('button', { name: 'Siirrä jonoon' }).click();
      await page.getByText('Siirretty').waitFor();
      assert.deepEqual(await queue.locator('b').allInnerTexts(), ['Eka', 'Kolmas']);

      await party('Toka').getByText('Toiminnot').click();
      await party('Toka').getByRole('link', { name: 'Muuta' }).click();
      await page.locator('#contact-name').fill('Toka Uusinimi');
      await save(page);
      await page.getByText('Ilmoittautuminen muutettu').waitFor();
      await party('Toka Uusinimi').getByText('Toiminnot').click();
      await party('Toka Uusinimi').getByRole('button', { name: /^Peru / }).click();
      await page.getByText('Ilmoittautuminen peruttu').waitFor();
      assert.deepEqual(await queue.locator('b').allInnerTexts(), ['Kolmas'], 'the first in line moved up');
    });
  });

  test('a group comes from a pasted list, after its mistakes are mended', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      await makeEvent(kutsu, page, 'Ryhmälle', 23);
      await page.getByRole('link', { name: 'Ilmoita ryhmä' }).click();
      await page.locator('#people').fill('Amir; arabia\nLayla; klingon kieli\nNoor\tso');
      await page.locator('#contact-name').fill('Olli Ohjaaja');
      await page.locator('#contact-email').fill('olli@example.org');
      await page.locator('#consent').check();
      await save(page);
      await page.getByText('Rivi 2, ”klingon kieli”: Kieltä ei tunneta.').waitFor();
      await page.locator('#people').fill('Amir; arabia\nLayla; persia\nNoor\tso');
      await save(page);
      assert.deepEqual(await page.locator('table.people tbody th').allInnerTexts(), ['Amir', 'Layla', 'Noor']);
      await page.getByRole('button', { name: 'Ilmoita 3 henkilöä' }).click();
      await page.getByRole('status').getByText('Ilmoitettu: Olli Ohjaaja, 3 henkilöä.').waitFor();
      await page.getByRole('status').getByRole('button', { name: 'Kumoa' }).click();
      await page.getByText('Kumottu.').waitFor();
    });
  });

  test('invitations have links to copy, and are revoked', async () => {
    const allowed = { ...desktop, permissions: ['clipboard-read', 'clipboard-write'] };
    await withPage(browser, allowed, async page => {
      await signIn(kutsu, page);
      await makeEvent(kutsu, page, 'Paneeli', 24, form => form.locator('#invited_only').check());
      await page.getByRole('link', { name: 'Kutsut' }).click();
      await page.locator('#contacts').fill('Hodan\nAmir; 040 555 0166; arabia');
      await save(page);
      const link = page.locator('.link-to-copy code').first();
      const address = await link.innerText();
      assert.match(address, /\/i\/[\w-]{22}$/);
      await page.getByRole('button', { name: 'Kopioi Hodan' }).click();
      await page.getByRole('button', { name: 'Kopioitu Hodan' }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
      await page.getByRole('button', { name: 'Peru kutsu Hodan' }).click();
      await page.getByText('sen linkki ei enää toimi').waitFor();
      assert.equal(await page.locator('.link-to-copy').count(), 1);
    });
  });
});

describe('the questions of an event, without script', () => {
  test('are added, moved and removed while the rest of the form stays', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      const event = await makeEvent(kutsu, page, 'Kysymyksiä', 25, async form => {
        const add = () => form.getByRole('button', { name: 'Lisää kysymys' }).click();
        await add();
        await form.locator('#questions-0-label-fi').fill('Mistä kuulit?');
        await form.locator('#questions-0-reason-fi').fill('Jotta osaamme kertoa');
        await add();
        assert.equal(await form.locator('#name-fi').inputValue(), 'Kysymyksiä');
        await form.locator('#questions-1-type').selectOption('choice');
        await form.locator('#questions-1-label-fi').fill('Ruokavalio');
        await form.locator('#questions-1-reason-fi').fill('Tarjoilua varten');
        await form.locator('#questions-1-choices-fi').fill('Sekaruoka\nKasvis');
        await form.getByRole('button', { name: 'Ylemmäs Kysymys 2' }).click();
        assert.equal(await form.locator('#questions-0-label-fi').inputValue(), 'Ruokavalio');
        await add();
        await form.getByRole('button', { name: 'Poista Kysymys 3' }).click();
        assert.equal(await form.locator('[data-question]').count(), 2);
      });
      await page.getByRole('link', { name: 'Ilmoita soittaja' }).click();
      await page.getByLabel('Kasvis').check();
      await page.locator('#contact-name').fill('Layla Esimerkki');
      await page.locator('#contact-phone').fill('040 555 0167');
      await page.locator('#consent').check();
      await save(page);
      assert.equal(pathOf(page), event);
      const row = page.locator('.tally', { hasText: 'Ruokavalio' }).locator('tr', { hasText: 'Kasvis' });
      assert.equal(await row.locator('td').innerText(), '1');
    });
  });

  test('a mistake in a question names its field', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page);
      await makeEvent(kutsu, page, 'Puuttuu', 26, async form => {
        await form.getByRole('button', { name: 'Lisää kysymys' }).click();
        await form.locator('#questions-0-label-fi').fill('Mistä kuulit?');
      });
      await page.getByRole('alert').getByRole('link', { name: 'Kysymys 1: Miksi kysytään (suomi)' }).click();
      assert.equal(new URL(page.url()).hash, '#questions-0-reason-fi');
    });
  });
});

describe('an admin, without script', () => {
  test('finds, downloads and erases what is held of a person, and reads who did so', async () => {
    await withPage(browser, { ...withoutScript, acceptDownloads: true }, async page => {
      await signIn(kutsu, page, 'admin');
      const event = await makeEvent(kutsu, page, 'Tietopyyntö', 28, async form => {
        await form.locator('input[name=organisers]').first().check();
      });
      await registerCaller(page, event, { name: 'Zeinab Esimerkki', number: '040 555 0168' });
      await page.goto(`${kutsu.url}/organiser/data-requests`);
      await page.locator('#phone').fill('040 555 0168');
      await page.getByRole('button', { name: 'Hae' }).click();
      await page.getByText('Zeinab Esimerkki').waitFor();
      const [file] = await Promise.all([page.waitForEvent('download'),
                                        page.getByRole('button', { name: 'Lataa valitut' }).click()]);
      assert.equal(file.suggestedFilename(), 'personal-data.json');
      await page.getByRole('button', { name: 'Poista valitut…' }).click();
      await page.getByRole('button', { name: 'Poista lopullisesti' }).click();
      await page.getByText('Tiedot on poistettu.').waitFor();
      await page.goto(`${kutsu.url}/organiser/audit`);
      await page.getByText('poisti henkilön tiedot').first().waitFor();
      assert.equal(await page.getByText('Zeinab').count(), 0);
    });
  });
});

describe('every page', () => {
  let paths;
  before(async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page, 'admin');
      const event = await makeEvent(kutsu, page, 'Kaikki sivut', 29, async form => {
        await form.locator('#maximum_attendee_capacity').fill('1');
        await form.locator('#waiting_list_capacity').fill('5');
        await form.locator('#childcare_capacity').fill('2');
        await form.locator('input[name=organisers]').first().check();
        await form.getByRole('button', { name: 'Lisää kysymys' }).click();
        await form.locator('#questions-0-type').selectOption('yes_no');
        await form.locator('#questions-0-label-fi').fill('Tuletko autolla?');
        await form.locator('#questions-0-reason-fi').fill('Pysäköintiä varten');
      });
      await registerCaller(page, event, { name: 'Amira Esimerkki', number: '040 555 0169' });
      const made = await page.locator('.party').first().getAttribute('id');
      await registerCaller(page, event, { name: 'Layla Esimerkki', number: '040 555 0170', more: '1' });
      await page.goto(`${kutsu.url}${event}/invitations`);
      await page.locator('#contacts').fill('Hodan\nAmir; 040 555 0171; arabia');
      await save(page);
      paths = [event, `${event}/edit`, `${event}/registrations/new`, `${event}/registrations/group`,
               `${event}/invitations`, `/organiser/registrations/${made.split('-')[1]}/edit`, '/organiser/audit',
               '/organiser/data-requests'];
    });
  });

  const looks = [
    ['a phone in Finnish', { ...phone, locale: 'fi' }],
    ['a phone in Arabic', { ...phone, locale: 'ar' }],
    ['a narrow phone in English', { viewport: { width: 320, height: 640 }, locale: 'en' }],
    ['a desktop in Arabic', { ...desktop, locale: 'ar' }],
    ['a dark desktop', { ...desktop, colorScheme: 'dark' }],
  ];
  for (const [name, options] of looks) {
    test(`is accessible and fits on ${name}`, async () => {
      await withPage(browser, options, async page => {
        await signIn(kutsu, page, 'admin');
        for (const path of paths) {
          await page.goto(kutsu.url + path);
          for (const more of await page.locator('details').all()) await more.evaluate(one => { one.open = true; });
          await assertAccessible(page);
          await assertNoSidewaysScroll(page);
        }
        await page.goto(kutsu.url + paths[2]);
        await page.locator('#q').fill('Amira');
        await page.locator('.found button').first().waitFor();
        await assertAccessible(page);
        await assertNoSidewaysScroll(page);
        await save(page);
        await page.getByRole('alert').waitFor();
        await assertAccessible(page);
        await page.goto(kutsu.url + paths[7]);
        await page.locator('#phone').fill('0405550169');
        await save(page);
        await page.locator('.records').waitFor();
        await assertAccessible(page);
        await assertNoSidewaysScroll(page);
        await page.locator('button[value=ask]').click();
        await page.locator('button[value=erase]').waitFor();
        await assertAccessible(page);
        await assertNoSidewaysScroll(page);
      });
    });
  }

  test('is valid HTML, in both directions', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page, 'admin');
      for (const language of ['fi', 'ar']) {
        for (const path of paths) {
          await assertValidHtml(await (await page.request.get(`${kutsu.url}${path}?lang=${language}`)).text(), path);
        }
      }
    });
  });
});
