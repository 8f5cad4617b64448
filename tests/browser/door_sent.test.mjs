import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withPage } from './browser.mjs';
import {
  addWalkIn, eventually, kept, keptPaths, notPresent, phone, present, pressed, signOut, startBetween,
} from './door.mjs';
import { useDoor } from './setup.mjs';

let kutsu, browser, world, session, openAndKeep;
useDoor(all => ({ kutsu, browser, world, session, openAndKeep } = all));

const away = { ...phone, provokes: /net::ERR_/ };
const last = page => page.locator('#last-walk-in');
const textOf = (page, id) => page.locator(`#${id}`).innerText();
const sentPaths = async page => (await keptPaths(page)).filter(path => path.includes('/sent/'));

// Whatever was marked is on the server.
async function allSent(page, event, parties) {
  await eventually(async () => (await world.registrations(event)).length, parties);
  await eventually(() => kept(page), 0);
}

describe('what was sent before the network went', () => {
  test('is there when the page is loaded anew, and counted', async () => {
    const event = await world.event('Lähetetty jo', { asks: ['name'] });
    const party = await world.party(event, 'Layla');
    await withPage(browser, away, async page => {
      await world.signIn(page, session);
      await page.goto(`${kutsu.url}/organiser/door`);
      const path = await openAndKeep(page, event);
      await page.goto(`${kutsu.url}/organiser/door`);
      await eventually(async () => (await keptPaths(page)).includes('/organiser/door'), true);
      await page.goto(kutsu.url + path);
      await addWalkIn(page, { persons: 2, name: 'Omar' });
      await allSent(page, event, 2);
      await notPresent(page, 'Layla').click();
      await eventually(() => world.presence(event, party), ['not_present']);
      await allSent(page, event, 2);

      await page.context().setOffline(true);
      await page.reload();
      await present(page, 'Omar').waitFor();
      assert.equal(await pressed(notPresent(page, 'Layla')), 'true');
      assert.equal(await textOf(page, 'here'), '2');
      assert.equal(await textOf(page, 'expected'), '3');
      assert.equal(await page.locator('.unsent:visible').count(), 0, 'it is sent');
      await last(page).getByText('Omar').waitFor();
      await page.goto(`${kutsu.url}/organiser/door`);
      await page.locator(`.door-card[data-event="${event}"] .count`).getByText('2 / 3').waitFor();

      // A fresh list says what there is, whoever did it.
      const [, omar] = await world.registrations(event);
      await page.goBack();
      await page.context().setOffline(false);
      await page.locator('#kept').waitFor({ state: 'hidden' });
      assert.equal(await textOf(page, 'here'), '2');
      assert.equal(await page.locator(`#registration-${omar.id}`).count(), 1);
      await eventually(async () => (await sentPaths(page)).filter(one => one.startsWith(path)), []);
    });
  });

  test('is there, though some of it is forgotten at that moment', async () => {
    const event = await world.event('Unohtuu samalla');
    await withPage(browser, away, async page => {
      const path = await openAndKeep(page, event);
      await addWalkIn(page, { name: 'Omar' });
      await allSent(page, event, 1);
      await page.addInitScript(gone => {
        const { keys } = Cache.prototype;
        Cache.prototype.keys = async function (...asked) {
          return [...await keys.apply(this, asked), new Request(gone)];
        };
      }, `${kutsu.url}${path}/sent/gone`);
      await page.context().setOffline(true);
      await page.reload();
      await present(page, 'Omar').waitFor();
    });
  });

  test('stays taken back where it was taken back', async () => {
    const event = await world.event('Kumottu jo');
    await withPage(browser, away, async page => {
      await openAndKeep(page, event);
      await addWalkIn(page, { name: 'Omar' });
      await allSent(page, event, 1);
      await page.getByRole('button', { name: 'Kumoa' }).click();
      await allSent(page, event, 0);
      await addWalkIn(page, { name: 'Noor' });
      await allSent(page, event, 1);
      await page.context().setOffline(true);
      await page.reload();
      await present(page, 'Noor').waitFor();
      assert.equal(await present(page, 'Omar').count(), 0);
      assert.equal(await textOf(page, 'here'), '1');
      assert.equal(await last(page).locator('.name').innerText(), 'Noor');
    });
  });

  test('is not lost to a list that the server wrote before it and that comes after it', async () => {
    const event = await world.event('Ohitettu');
    const between = await startBetween(kutsu.url);
    try {
      await withPage(browser, away, async page => {
        await page.context().addCookies([{ name: 'kutsu_session', value: session, url: between.url }]);
        const path = `/organiser/door/${event}`;
        await page.goto(between.url + path);
        await eventually(async () => (await keptPaths(page)).includes(path), true);
        between.mode = 'holds';
        const slow = page.evaluate(address => fetch(address).then(reply => reply.text()), path);
        await between.held;
        await addWalkIn(page, { name: 'Omar' });
        await allSent(page, event, 1);
        between.mode = 'passes';
        between.release();
        assert.doesNotMatch(await slow, /Omar/);
        await page.context().setOffline(true);
        await page.reload();
        await present(page, 'Omar').waitFor();
      });
    } finally {
      await between.stop();
    }
  });

  test('goes from the device with the list', async () => {
    const event = await world.event('Pois laitteelta');
    await withPage(browser, away, async page => {
      await openAndKeep(page, event, await world.session('door'));
      await addWalkIn(page, { name: 'Omar' });
      await allSent(page, event, 1);
      assert.ok((await sentPaths(page)).length > 0);
      await signOut(page);
      await page.locator('#username').waitFor();
      await eventually(() => keptPaths(page), []);
    });
  });
});

describe('the bar of the last walk-in', () => {
  test('names the last one of all, also after the network was away, and takes that one back', async () => {
    const event = await world.event('Viimeksi lisätty');
    await withPage(browser, away, async page => {
      await openAndKeep(page, event);
      await addWalkIn(page, { name: 'Amal' });
      await allSent(page, event, 1);
      await page.reload();
      await eventually(() => sentPaths(page), []);
      await addWalkIn(page, { name: 'Basma' });
      await allSent(page, event, 2);
      await page.context().setOffline(true);
      await page.reload();
      await last(page).getByText('Basma').waitFor();
      const third = await world.walkIn(event, 'Cala');
      await page.context().setOffline(false);
      await last(page).getByText('Cala').waitFor();
      assert.equal(await last(page).locator('input[name="registration"]').inputValue(), String(third.id));
      await page.getByRole('button', { name: 'Kumoa' }).click();
      await allSent(page, event, 2);
      assert.deepEqual((await world.registrations(event)).map(({ contact }) => contact.name).sort(), ['Amal', 'Basma']);
    });
  });

  test('names whom this phone has still to send before whom the list knows of', async () => {
    const event = await world.event('Vielä lähettämättä');
    await withPage(browser, { ...away, serviceWorkers: 'block' }, async page => {
      await world.signIn(page, session);
      await page.goto(`${kutsu.url}/organiser/door/${event}`);
      await page.route('**/walk-ins', route => route.abort());
      await addWalkIn(page, { name: 'Basma' });
      await page.locator('#unsent').getByText('Lähettämättä: 1').waitFor();
      await world.walkIn(event, 'Amal');
      page.on('dialog', dialog => dialog.accept());
      await page.reload();
      await present(page, 'Amal').waitFor();
      assert.equal(await last(page).locator('.name').innerText(), 'Basma');
    });
  });
});

describe('the ages of children who come unannounced', () => {
  const message = page => page.locator('#child_ages').evaluate(input => input.validationMessage);

  test('are a list, and what is none is named', async () => {
    const event = await world.event('Iät');
    await withPage(browser, phone, async page => {
      await openAndKeep(page, event);
      await page.locator('#walk-in summary').click();
      await page.locator('#persons').fill('3');
      for (const [typed, said] of [['3 ja 5, x', /pilkku niiden välissä.*ei voitu lukea: ja, x$/],
                                   ['3-5', /ei voitu lukea: 3-5$/], ['18', /0–17/], ['1 2 3 4', /enemmän kuin henkilöitä/]]) {
        await page.locator('#child_ages').fill(typed);
        await page.getByRole('button', { name: 'Lisää paikalle' }).click();
        assert.match(await message(page), said, typed);
      }
      await page.locator('#child_ages').fill('٣، ٥');
      await page.getByRole('button', { name: 'Lisää paikalle' }).click();
      await allSent(page, event, 1);
      const [{ persons }] = await world.registrations(event);
      assert.deepEqual(persons.map(({ child_age: age }) => age).filter(Boolean), [3, 5]);
      assert.equal(await textOf(page, 'children-here'), '2');
    });
  });
});
