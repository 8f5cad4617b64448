// What the tests of the console share: signing in, and an event of one's own.
export const desktop = { viewport: { width: 1280, height: 900 }, locale: 'fi' };
export const withoutScript = { ...desktop, javaScriptEnabled: false };

export async function signIn(kutsu, page, name = 'organiser', next = '') {
  const [, password] = kutsu.demo.match(new RegExp(`^ *${name} +(\\S+)`, 'm'));
  await page.goto(`${kutsu.url}/organiser${next}`);
  await page.locator('#username').fill(name);
  await page.locator('#password').fill(password);
  await page.locator('main button').click();
}

export const pathOf = page => new URL(page.url()).pathname;

// A date some days ahead, as a date input wants it: counted from one day, also where midnight passes meanwhile.
const now = Date.now();
export const nextYear = new Date(now).getUTCFullYear() + 1;
export function dateAhead(days) {
  return new Date(now + days * 86_400_000).toISOString().slice(0, 10);
}

export const isFocused = (page, id) => page.waitForFunction(name => document.activeElement?.id === name, id);

// Opens what the form has folded away, from the outside in.
export async function unfold(page) {
  const closed = page.locator('form[data-draft] details:not([open]) > summary');
  while (await closed.count() > 0) await closed.first().click();
}

export async function fillInEvent(kutsu, page, name, date) {
  await page.goto(`${kutsu.url}/organiser/events/new`);
  await unfold(page);
  await page.locator('#name-fi').fill(name);
  await page.locator('#start_time-date').fill(date);
  await page.locator('#start_time-clock').fill('15:00');
  await page.locator('#end_time-clock').fill('17:00');
  await page.locator('#location-name').fill('Kirjasto');
  await page.locator('#maximum_attendee_capacity').fill('10');
}

export const save = page => page.locator('p.actions .main-action').click();

// A published event; answers its path in the console.
export async function makeEvent(kutsu, page, name, days, fill = async () => {}) {
  await fillInEvent(kutsu, page, name, dateAhead(days));
  await page.locator('input[name=publication_status][value=public]').check();
  await fill(page);
  await save(page);
  return pathOf(page);
}
