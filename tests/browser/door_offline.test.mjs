import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withPage } from './browser.mjs';
import { addWalkIn, eventually, kept, notPresent, phone, present, pressed } from './door.mjs';
import { useDoor } from './setup.mjs';

let kutsu, browser, world, session, open;
useDoor(all => ({ kutsu, browser, world, session, open } = all));

// What the page does without its worker, which would be on its way when the network goes.
const flaky = { ...phone, serviceWorkers: 'block', provokes: /net::ERR_/ };
const unsent = page => page.locator('#unsent');
const message = page => page.locator('#door-message');
// It is said for a few seconds: waited for from before it may be.
const allIsSent = page => message(page).getByText('Kaikki merkinnät on lähetetty.').waitFor();

describe('with a flaky network', () => {
  test('what is marked offline is shown as not sent, and sent when the network is back', async () => {
    const event = await world.event('Katkeileva');
    const party = await world.party(event, 'Layla');
    await withPage(browser, flaky, async page => {
      await open(page, event);
      await page.context().setOffline(true);
      await present(page, 'Layla').click();
      assert.equal(await pressed(present(page, 'Layla')), 'true');
      assert.equal(await page.locator('#here').innerText(), '1');
      await unsent(page).getByText('Lähettämättä: 1').waitFor();
      await page.locator('.door-person .unsent').getByText('ei vielä lähetetty').waitFor();
      assert.deepEqual(await world.presence(event, party), ['unknown']);
      const told = allIsSent(page);
      await page.context().setOffline(false);
      await eventually(() => world.presence(event, party), ['present']);
      await told;
      assert.equal(await unsent(page).innerText(), '');
      assert.equal(await page.locator('.door-person .unsent').isVisible(), false);
      assert.equal(await kept(page), 0);
    });
  });

  test('only the last mark of a person is sent', async () => {
    const event = await world.event('Monta mieltä');
    const party = await world.party(event, 'Layla');
    await withPage(browser, flaky, async page => {
      await open(page, event);
      await page.context().setOffline(true);
      await present(page, 'Layla').click();
      await notPresent(page, 'Layla').click();
      await unsent(page).getByText('Lähettämättä: 1').waitFor();
      const sent = [];
      await page.route('**/presence', route => {
        sent.push(route.request().postData());
        return route.continue();
      });
      await page.context().setOffline(false);
      await eventually(() => world.presence(event, party), ['not_present']);
      assert.ok(sent.length > 0);
      for (const body of sent) assert.match(body, /presence_status=not_present/);
    });
  });

  test('leaving with something unsent is warned of, and the queue outlives it', async () => {
    const event = await world.event('Uudelleen ladattu');
    const party = await world.party(event, 'Layla');
    await withPage(browser, flaky, async page => {
      await open(page, event);
      await page.route('**/presence', route => route.abort());
      await present(page, 'Layla').click();
      await unsent(page).getByText('Lähettämättä: 1').waitFor();
      const warned = [];
      page.on('dialog', dialog => {
        warned.push(dialog.type());
        return dialog.accept();
      });
      await page.reload();
      assert.deepEqual(warned, ['beforeunload']);
      await unsent(page).getByText('Lähettämättä: 1').waitFor();
      assert.equal(await pressed(present(page, 'Layla')), 'true');
      assert.deepEqual(await world.presence(event, party), ['unknown']);
      await page.goto(`${kutsu.url}/organiser/door`);
      await page.locator(`.door-card[data-event="${event}"] .unsent`).getByText('1').waitFor();
      await page.unroute('**/presence');
      await page.goBack();
      await eventually(() => world.presence(event, party), ['present']);
      await eventually(() => kept(page), 0);
    });
  });

  test('a walk-in whose answer was lost is sent again and is still one', async () => {
    const event = await world.event('Kadonnut vastaus');
    await withPage(browser, flaky, async page => {
      await open(page, event);
      let sends = 0;
      await page.route('**/walk-ins', async route => {
        if (sends++ > 0) return route.continue();
        await route.fetch();
        await route.abort();
      });
      await addWalkIn(page, { persons: 2, name: 'Omar' });
      await page.locator('.door-person').getByText('Omar').first().waitFor();
      await eventually(() => kept(page), 0);
      assert.ok(sends >= 2);
      const stored = await world.registrations(event);
      assert.equal(stored.length, 1);
      assert.deepEqual(stored[0].persons.map(person => person.presence_status), ['present', 'present']);
      assert.equal(await page.locator('#registration-' + stored[0].id).count(), 1, 'the row has its number now');
      await notPresent(page, 'Omar').click();
      await eventually(() => world.presence(event, stored[0]), ['not_present', 'present']);
      await page.getByRole('button', { name: 'Kumoa' }).click();
      await eventually(async () => (await world.registrations(event)).length, 0);
    });
  });

  test('a walk-in undone while the network is away leaves nothing behind', async () => {
    const event = await world.event('Kumottu');
    await withPage(browser, flaky, async page => {
      await open(page, event);
      await page.context().setOffline(true);
      await addWalkIn(page, { name: 'Omar' });
      await page.locator('.door-party .unsent').getByText('ei vielä lähetetty').first().waitFor();
      assert.equal(await page.locator('#here').innerText(), '1');
      await page.getByRole('button', { name: 'Kumoa' }).click();
      assert.equal(await page.locator('#here').innerText(), '0');
      await page.context().setOffline(false);
      await eventually(() => kept(page), 0);
      assert.equal((await world.registrations(event)).length, 0);
    });
  });

  test('a walk-in undone while it may have arrived is taken back', async () => {
    const event = await world.event('Kumottu myöhään');
    await withPage(browser, flaky, async page => {
      await open(page, event);
      await page.route('**/walk-ins', async route => {
        await route.fetch();
        await route.abort();
      });
      await addWalkIn(page, { name: 'Omar' });
      await eventually(async () => (await world.registrations(event)).length, 1);
      await unsent(page).getByText('Lähettämättä: 1').waitFor();
      await page.getByRole('button', { name: 'Kumoa' }).click();
      assert.equal(await page.locator('#here').innerText(), '0');
      await page.unroute('**/walk-ins');
      await eventually(async () => (await world.registrations(event)).length, 0);
      await eventually(() => kept(page), 0);
      assert.equal(await page.locator('#here').innerText(), '0');
    });
  });

  test('who is signed out is told, and sends what was kept after signing in again', async () => {
    const event = await world.event('Uloskirjattu');
    const party = await world.party(event, 'Layla');
    const ending = await world.session('door');
    await withPage(browser, flaky, async page => {
      await open(page, event, ending);
      await world.endSession(ending);
      await present(page, 'Layla').click();
      await message(page).getByText('Kirjautumisesi on päättynyt.').waitFor();
      await page.getByRole('link', { name: 'Kirjaudu' }).waitFor();
      assert.equal(await kept(page), 1);
      await world.signIn(page, session);
      const told = allIsSent(page);
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await eventually(() => world.presence(event, party), ['present']);
      await told;
      assert.equal(await page.locator('#door-sign-in').isVisible(), false);
    });
  });

  test('nobody sends what somebody else marked', async () => {
    const event = await world.event('Toinen käyttäjä');
    const party = await world.party(event, 'Layla');
    await withPage(browser, flaky, async page => {
      await open(page, event);
      await world.signIn(page, await world.session('organiser'));
      await present(page, 'Layla').click();
      await message(page).getByText('Tällä laitteella on nyt kirjautunut toinen käyttäjä.').waitFor();
      assert.equal(await kept(page), 1);
      assert.deepEqual(await world.presence(event, party), ['unknown']);
    });
  });

  test('what nobody came back for in a week is forgotten', async () => {
    const event = await world.event('Viikon vanha');
    const party = await world.party(event, 'Layla');
    const [{ persons: [person] }] = await world.registrations(event);
    await withPage(browser, flaky, async page => {
      await open(page, event);
      const keep = days => page.evaluate(([number, age, fields]) => {
        const { account } = document.getElementById('door').dataset;
        const item = { id: `person-${fields.person}`, rev: 'r', kind: 'presence', name: 'Layla', fields,
                       made: Date.now() - age * 86_400_000 };
        localStorage.setItem(`kutsu.door.${account}.${number}`, JSON.stringify([item]));
      }, [event, days, { registration: party.id, person: person.id, presence_status: 'present' }]);
      await keep(8);
      await page.reload();
      assert.equal(await kept(page), 0);
      assert.equal(await pressed(present(page, 'Layla')), 'false');
      await keep(6);
      await page.reload();
      await eventually(() => world.presence(event, party), ['present']);
    });
  });

  test('what is gone is told and not tried again', async () => {
    const event = await world.event('Peruttu välillä');
    const party = await world.party(event, 'Layla');
    await withPage(browser, flaky, async page => {
      await open(page, event);
      await world.party(event, 'Omar');
      await world.cancel(party);
      await present(page, 'Layla').click();
      await message(page).getByText('Ei voitu tallentaa: Layla. Tämä ilmoittautuminen on peruttu.').waitFor();
      await eventually(() => kept(page), 0);
      // The list is as it is now.
      await present(page, 'Omar').waitFor();
      assert.equal(await present(page, 'Layla').count(), 0);
    });
  });
});
