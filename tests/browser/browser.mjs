// Debian's Chromium, driven by Playwright, and axe-core.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { watchNavigations } from './clicks.mjs';
import { root } from './kutsu.mjs';

const axeSource = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

export const phone = { viewport: { width: 360, height: 740 } };

export function launch(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync',
           '--no-first-run', ...more],
  });
}

// Runs `work` with a page of its own; nothing may go to the console as an error, the CSP's refusals included, but what
// the test `provokes`.
export async function withPage(browser, { provokes, ...options }, work) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  watchNavigations(page);
  const complaints = [];
  page.on('console', message => {
    const expected = /the server responded with a status of 4\d\d/.test(message.text()) ||
                     provokes?.test(message.text());
    if (message.type() === 'error' && !expected) complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  try {
    await work(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

// WCAG 2.0–2.2 A and AA, and 7:1 for text.
export async function assertAccessible(page) {
  // Past the page's own CSP, which lets no foreign script in.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await window.axe.run(document, {
      runOnly: tags,
      // What the one asks, the other asks more of.
      rules: { 'color-contrast-enhanced': { enabled: true }, 'color-contrast': { enabled: false } },
      resultTypes: ['violations'],
    });
    return found.violations.map(violation => ({
      rule: violation.id,
      at: violation.nodes.map(node => `${node.target.join(' ')}: ${node.failureSummary}`).slice(0, 3),
    }));
  });
  assert.deepEqual(violations, [], `${page.url()}`);
}

export async function assertNoSidewaysScroll(page) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= window, `${page.url()} is ${content} wide in ${window}`);
}
