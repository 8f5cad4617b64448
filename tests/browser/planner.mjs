// What the tests of the console's calendar share: days, and looking at it.
import { fillInEvent, nextYear, pathOf, save } from './console.mjs';
import { byOrganiser } from './setup.mjs';

const day = 86_400_000;
export const after = (date, days) => new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
// A Tuesday in the middle of a month to come, so that the days around it are on the same page.
function tuesday() {
  const date = new Date(Date.now() + 45 * day);
  date.setUTCDate(10);
  while (date.getUTCDay() !== 2) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
export const date = tuesday();
export const month = date.slice(0, 7);
export { nextYear };

export async function openPlanner(kutsu, page, query = `?month=${month}`) {
  await page.goto(`${kutsu.url}/organiser/month${query}`);
  await page.locator('#planner:not([hidden])').waitFor();
}

// A published event at 15–17 on that day; answers its path in the console.
export async function publish(kutsu, page, name, on = date) {
  await fillInEvent(kutsu, page, name, on);
  await page.locator('input[name=publication_status][value=public]').check();
  await save(page);
  return pathOf(page);
}

// A published event between two moments of the wall's clock; answers its path in the console.
export async function lasting(kutsu, name, start, end) {
  const made = await byOrganiser(kutsu, 'Maahanmuuttopalvelut')('/events', {
    kind: 'group_activity', name: { fi: name }, start_time: start, end_time: end, publication_status: 'public',
    location: { name: 'Leirikeskus', municipality: 'Mikkeli' }, in_language: ['fi'], keywords: ['language'] });
  return `/organiser/events/${made.id}`;
}

export const entryOf = (page, event) => page.locator(`#planner [data-entry="${event.split('/').pop()}"]`).first();
export const cell = (page, on) => page.locator(`#planner [data-date="${on}"]`).first();

// Once the calendar stands still; `to` answers where.
export async function drag(page, entry, to) {
  const { width, height } = await entry.boundingBox();
  await entry.hover({ position: { x: Math.min(width / 2, 40), y: height / 2 } });
  const { x, y } = await to();
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 12 });
  await page.mouse.up();
}
