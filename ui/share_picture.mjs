// Draws styles/share.png, which a link shows where it is passed on: our colour and the themes' pictograms, no words, so
// that it serves every language and organisation. Needs Chromium, so it is no part of the build: run it again when
// config/themes.json changes. Usage: node ui/share_picture.mjs
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const [width, height] = [1200, 630];
const { themes } = JSON.parse(readFileSync(join(root, 'config/themes.json'), 'utf8'));
const brand = readFileSync(join(here, 'styles/tokens.css'), 'utf8').match(/--action: (#\w+)/)[1];

function pictogram(name, colour, size, x, y) {
  const svg = readFileSync(join(root, 'node_modules/lucide-static/icons', `${name}.svg`), 'utf8');
  const drawing = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
  return `<g transform="translate(${x - size / 2} ${y - size / 2}) scale(${size / 24})" fill="none" ` +
         `stroke="${colour}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${drawing}</g>`;
}

// The themes on a circle around the calendar's leaf; all inside the square that some show alone.
const middle = { x: width / 2, y: height / 2 };
const around = themes.map(({ pictogram: name, colour }, index) => {
  const angle = (index / themes.length) * 2 * Math.PI - Math.PI / 2;
  const [x, y] = [middle.x + 235 * Math.cos(angle), middle.y + 235 * Math.sin(angle)];
  return `<circle cx="${x}" cy="${y}" r="56" fill="#fff"/>${pictogram(name, colour, 60, x, y)}`;
});
const rings = [330, 450, 570, 690].map((radius, index) =>
  `<circle cx="${middle.x}" cy="${middle.y}" r="${radius}" fill="none" stroke="#fff" ` +
  `stroke-opacity="${0.16 - index * 0.035}" stroke-width="36"/>`);
const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
  <rect width="${width}" height="${height}" fill="${brand}"/>${rings.join('')}
  <circle cx="${middle.x}" cy="${middle.y}" r="150" fill="#fff"/>
  ${pictogram('calendar-heart', brand, 170, middle.x, middle.y)}${around.join('')}</svg>`;

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width, height } });
await page.setContent(`<style>body{margin:0}svg{display:block}</style>${picture}`);
await page.screenshot({ path: join(here, 'styles/share.png') });
await browser.close();
