import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, launch, phone, withPage } from './browser.mjs';
import { dateAhead, desktop, fillInEvent, pathOf, save, signIn, withoutScript } from './console.mjs';
import { root, startKutsu } from './kutsu.mjs';
import { assertFine } from './setup.mjs';

// Invitations and forgotten passwords through a real SMTP server.
let kutsu, browser, mail;

async function startMail() {
  const folder = mkdtempSync(join(tmpdir(), 'kutsu-mail-'));
  const server = spawn('/usr/bin/python3', [join(root, 'tests/fixtures/smtp_server.py'), '--dir', folder,
                                            '--until-stdin-closes'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value);
  const { url } = await next();
  const stop = () => {
    server.stdin.end();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, next, stop };
}

// The link in the next mail about an account; the demo's participants are written to, too.
async function mailTo(address, what) {
  for (;;) {
    const message = await mail.next();
    const found = message.text.match(new RegExp(`${kutsu.url}/organiser/(\\w+)/\\S+`));
    if (!found) continue;
    assert.deepEqual([[message.to].flat(), found[1]], [[address], what]);
    assert.ok(message.html.includes(found[0]));
    return { link: found[0], text: message.text };
  }
}

const linkTo = async (address, what) => (await mailTo(address, what)).link;

async function invite(page, address, role) {
  await page.locator('#invite_email').fill(address);
  await page.locator('#role').selectOption(role);
  await page.getByRole('button', { name: 'Lähetä kutsu' }).click();
  await page.getByText('Kutsu on lähtenyt.').waitFor();
}

const password = 'sininen lumiukko soutaa';

async function joinBy(link, name, options = { ...phone, locale: 'fi' }) {
  await withPage(browser, options, async page => {
    await page.goto(link);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await page.locator('#display_name').fill(name);
    await page.locator('#password').fill(password);
    await page.getByRole('button', { name: 'Liity' }).click();
    await page.getByText('Tervetuloa!').waitFor();
  });
}

async function enter(page, address, word = password) {
  await page.goto(`${kutsu.url}/organiser/sign-in`);
  await page.locator('#username').fill(address);
  await page.locator('#password').fill(word);
  await page.locator('main button').click();
}

before(async () => {
  mail = await startMail();
  kutsu = await startKutsu({ KUTSU_EMAIL_SMTP_URL: mail.url, KUTSU_LIMITS_ENABLED: 'false' });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await kutsu?.stop();
  mail?.stop();
});

describe('a new organisation', () => {
  let home;

  test('is made by an admin, who invites its manager; it works without script', async () => {
    await withPage(browser, withoutScript, async page => {
      await signIn(kutsu, page, 'admin', '/organisations');
      await page.locator('#name').fill('Uusi järjestö');
      await page.locator('#kind').selectOption('ngo');
      await page.getByRole('button', { name: 'Lisää' }).click();
      await page.getByRole('heading', { name: 'Uusi järjestö' }).waitFor();
      home = pathOf(page);
      await assertFine(browser, page);
      await invite(page, 'minna@example.org', 'manager');
      await page.locator('#approved_by').selectOption('own');
      await page.getByRole('button', { name: 'Tallenna' }).click();
      await page.getByText('Tallennettu.').waitFor();
    });
    await joinBy(await linkTo('minna@example.org', 'join'), 'Minna Malli');
  });

  test('an invitation is of no use twice, and a common password of none at all', async () => {
    let link;
    await withPage(browser, desktop, async page => {
      await enter(page, 'minna@example.org');
      await page.getByRole('link', { name: 'Jäsenet' }).click();
      assert.equal(pathOf(page), home);
      await invite(page, 'pirjo@example.org', 'partner');
      await page.getByRole('row', { name: /^pirjo@example.org/ }).waitFor();
    });
    link = await linkTo('pirjo@example.org', 'join');
    await withPage(browser, { ...phone, locale: 'ar' }, async page => {
      await page.goto(link);
      await page.locator('#display_name').fill('Pirjo');
      await page.locator('#password').fill('salasana1234567');
      await page.locator('main button').click();
      await page.getByRole('alert').waitFor();
      assert.equal(await page.locator('#display_name').inputValue(), 'Pirjo');
      await assertAccessible(page);
      await assertNoSidewaysScroll(page);
    });
    await joinBy(link, 'Pirjo Partanen');
    await withPage(browser, desktop, async page => {
      const answer = await page.goto(link);
      assert.equal(answer.status(), 404);
    });
  });

  test('a partner hands in, a manager sends back and then approves', async () => {
    let event;
    await withPage(browser, desktop, async page => {
      await enter(page, 'pirjo@example.org');
      await fillInEvent(kutsu, page, 'Kielikahvila', dateAhead(20));
      await save(page);
      event = pathOf(page);
      await page.getByRole('button', { name: 'Lähetä hyväksyttäväksi: kaikille' }).click();
      await page.getByText('Odottaa hyväksyntää.').waitFor();
      await assertAccessible(page);
    });
    await withPage(browser, desktop, async page => {
      await enter(page, 'minna@example.org');
      await page.getByRole('link', { name: 'Hyväksynnät' }).click();
      await page.getByRole('heading', { name: 'Kielikahvila' }).waitFor();
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Palauta muutettavaksi' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('Mitä pitää muuttaa?').fill('Kerro, kenelle tämä on.');
      await page.getByRole('button', { name: 'Palauta muutettavaksi' }).click();
      await page.getByText('Palautettu. Lähettäjä näkee syyn.').waitFor();
    });
    const returned = await mailTo('pirjo@example.org', 'events');
    assert.equal(returned.link, kutsu.url + event);
    assert.match(returned.text, /Kerro, kenelle tämä on\./);
    await withPage(browser, { ...phone, locale: 'fi' }, async page => {
      await enter(page, 'pirjo@example.org');
      await page.goto(kutsu.url + event);
      await page.getByText('Kerro, kenelle tämä on.').waitFor();
      await assertNoSidewaysScroll(page);
      await page.getByRole('button', { name: 'Lähetä hyväksyttäväksi: kaikille' }).click();
    });
    await withPage(browser, desktop, async page => {
      await enter(page, 'minna@example.org');
      await page.goto(`${kutsu.url}/organiser/approvals`);
      assert.equal(await page.locator('.menu .chip').textContent(), await page.locator('.places .chip').textContent());
      await page.getByRole('button', { name: 'Hyväksy ja julkaise kaikille' }).click();
      await page.getByText('Hyväksytty ja julkaistu.').waitFor();
    });
    assert.match((await mailTo('pirjo@example.org', 'events')).text, /hyväksytty ja julkaistu/);
    const id = event.match(/\d+$/)[0];
    assert.equal((await fetch(`${kutsu.url}/fi/events/${id}`)).status, 200);
  });

  test('who is removed is out at once', async () => {
    await withPage(browser, desktop, async pirjo => {
      await enter(pirjo, 'pirjo@example.org');
      await withPage(browser, desktop, async minna => {
        await enter(minna, 'minna@example.org');
        await minna.goto(kutsu.url + home);
        await minna.getByRole('button', { name: 'Poista Pirjo Partanen' }).click();
        await minna.getByText('Jäsen poistettu.').waitFor();
      });
      await pirjo.goto(`${kutsu.url}/organiser/`);
      assert.equal(pathOf(pirjo), '/organiser/sign-in');
    });
  });
});

describe('a forgotten password', () => {
  test('is set anew by a link, known or not the answer is the same, and other devices are signed out', async () => {
    await withPage(browser, desktop, async elsewhere => {
      await enter(elsewhere, 'minna@example.org');
      await withPage(browser, { ...phone, locale: 'fi' }, async page => {
        const answers = [];
        for (const address of ['nobody@example.org', 'minna@example.org']) {
          await page.goto(`${kutsu.url}/organiser/sign-in`);
          await page.getByRole('link', { name: 'Unohditko salasanan?' }).click();
          await page.locator('#username').fill(address);
          await assertAccessible(page);
          await page.getByRole('button', { name: 'Lähetä linkki' }).click();
          answers.push(await page.locator('main').innerText());
        }
        assert.equal(answers[0], answers[1]);
        await page.goto(await linkTo('minna@example.org', 'reset'));
        await assertAccessible(page);
        await page.locator('#password').fill('punainen lumiukko uppoaa');
        await page.getByRole('button', { name: 'Vaihda salasana' }).click();
        await page.getByText('Salasana vaihdettu.').waitFor();
        await page.goto(`${kutsu.url}/organiser/account`);
        await page.getByText('tämä laite').waitFor();
        assert.equal(await page.getByRole('row').count(), 2);
        await assertAccessible(page);
        await assertNoSidewaysScroll(page);
      });
      await elsewhere.goto(`${kutsu.url}/organiser/`);
      assert.equal(pathOf(elsewhere), '/organiser/sign-in');
    });
  });
});

describe('somebody who belongs to two organisations', () => {
  test('chooses for which they work, and sees that one alone', async () => {
    await withPage(browser, desktop, async page => {
      await signIn(kutsu, page, 'admin', '/organisations');
      await page.getByRole('row', { name: /Mimosa/ }).getByRole('link').first().click();
      await invite(page, 'minna@example.org', 'viewer');
    });
    const link = await linkTo('minna@example.org', 'join');
    await withPage(browser, desktop, async page => {
      await page.goto(link);
      await page.getByRole('link', { name: 'Kirjaudu sisään' }).click();
      await page.locator('#username').fill('minna@example.org');
      await page.locator('#password').fill('punainen lumiukko uppoaa');
      await page.locator('main button').click();
      await page.getByRole('button', { name: 'Liity käyttäjänä' }).click();
      await page.getByText('Tervetuloa!').waitFor();
      await page.getByLabel('Minkä puolesta työskentelet').selectOption({ label: 'Uusi järjestö' });
      await page.getByRole('button', { name: 'Vaihda' }).click();
      await page.getByRole('link', { name: 'Jäsenet' }).waitFor();
      await page.getByLabel('Minkä puolesta työskentelet').selectOption({ index: 0 });
      await page.getByRole('button', { name: 'Vaihda' }).click();
      await page.getByRole('link', { name: 'Jäsenet' }).waitFor({ state: 'detached' });
      await assertAccessible(page);
    });
  });
});
