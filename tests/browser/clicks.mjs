// Playwright's click waits for a navigation that has begun by then. On a busy machine a form may send itself a moment
// later, and what the test does next (another address, a look at the page) would overtake it. So each click also lets
// the page have its turn, and waits for the page that came of it: whole, with its scripts at work.
import { setTimeout as pause } from 'node:timers/promises';

const navigations = new WeakMap();
let patched = false;

function waitAfterClicks(Locator) {
  const { click } = Locator;
  Locator.click = async function (...options) {
    const page = this.page();
    await click.apply(this, options);
    await pause(10);
    await page.evaluate(() => 0).catch(() => {});  // no timer of the page's: without script it has none
    for (const end = Date.now() + 60_000; navigations.get(page)?.size && Date.now() < end;) await pause(5);
    await page.waitForLoadState();
  };
}

export function watchNavigations(page) {
  const underWay = new Set();
  page.on('request', request => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) underWay.add(request);
  });
  page.on('framenavigated', frame => frame === page.mainFrame() && underWay.clear());
  page.on('requestfailed', request => underWay.delete(request));
  page.on('download', () => underWay.clear());
  navigations.set(page, underWay);
  if (!patched) waitAfterClicks(Object.getPrototypeOf(page.locator('html')));
  patched = true;
}
