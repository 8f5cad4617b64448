// Makes what the browser gets: one stylesheet and one script for the public and for the organisers' console, what the
// page at the door adds (its reader of codes is fetched only when it is wanted), and one sprite with the pictograms that
// templates and themes name. Usage: node ui/bundle.mjs OUT_DIR
import { build } from 'esbuild';
import { readFileSync, readdirSync, mkdirSync, writeFileSync, copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = process.argv[2] ?? join(root, 'build', 'assets');
mkdirSync(out, { recursive: true });

const { themes } = JSON.parse(readFileSync(join(root, 'config/themes.json'), 'utf8'));

// The themes' colours become classes, so that no page needs a style attribute (the CSP forbids it).
const themeColours = {
  name: 'theme-colours',
  setup(bundler) {
    bundler.onResolve({ filter: /^themes:colours$/ }, () => ({ path: 'colours', namespace: 'themes' }));
    bundler.onLoad({ filter: /.*/, namespace: 'themes' }, () => ({
      loader: 'css',
      contents:
        themes.map(t => `.theme-${t.code}{--theme:${t.colour}}`).join('') +
        '@media (prefers-color-scheme:dark){' +
        themes.map(t => `.theme-${t.code}{--theme:${t.colour_dark}}`).join('') +
        '}',
    }));
  },
};

await build({
  entryPoints: ['styles/public.css', 'styles/organiser.css', 'styles/door.css', 'styles/planner.css', 'styles/print.css', 'scripts/public.js',
                'scripts/organiser.js', 'scripts/door.js', 'scripts/door_scanner.js', 'scripts/door_worker.js',
                'scripts/planner.js']
    .map(path => join(here, path)),
  outdir: out,
  entryNames: '[name]',
  bundle: true,
  format: 'esm',
  minify: true,
  target: ['chrome90', 'firefox90', 'safari14.1'],
  legalComments: 'none',
  plugins: [themeColours],
  logLevel: 'warning',
});

function pictogramsInTemplates() {
  const names = new Set();
  for (const file of readdirSync(join(here, 'templates'), { recursive: true })) {
    if (!file.endsWith('.html')) continue;
    const text = readFileSync(join(here, 'templates', file), 'utf8');
    for (const [, name] of text.matchAll(/\{\{ICONS\}\}#([a-z0-9-]+)"/g)) names.add(name);
  }
  return names;
}

// A theme that is in no list any more is drawn as a tag.
const wanted = [...new Set(['tag', ...themes.map(t => t.pictogram), ...pictogramsInTemplates()])].sort();
const symbols = wanted.map(name => {
  const svg = readFileSync(join(root, 'node_modules/lucide-static/icons', `${name}.svg`), 'utf8');
  const drawing = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing.replace(/\s+/g, ' ').trim()}</symbol>`;
});
writeFileSync(join(out, 'icons.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence -->${symbols.join('')}</svg>\n`);
for (const picture of ['favicon.svg', 'share.png']) copyFileSync(join(here, 'styles', picture), join(out, picture));
