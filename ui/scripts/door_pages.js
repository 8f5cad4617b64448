// The door's pages as they were last seen, kept on this device so that they open without network. The server says of
// each page whether and for how long it may be kept ("Kutsu-Keep: account=3; until=1795298400").
const pages = 'kutsu.door.pages';
const assets = 'kutsu.door.assets';
const terms = 'Kutsu-Keep';
// A page that is kept is shown as the server would send it, under the same restrictions.
const keptHeaders = ['Content-Type', 'Content-Security-Policy', 'Permissions-Policy', 'Referrer-Policy',
                     'X-Content-Type-Options', terms];

function termsOf(reply) {
  const [, account, until] = reply.headers.get(terms)?.match(/^account=(\d+); until=(\d+)$/) ?? [];
  return account && { account, until: Number(until) * 1000 };
}

// Without what nobody needs to mark who came: needs, languages, the session's token. Says that it is no fresh page.
function withoutMore(html) {
  return html.replace(/<!--unkept-->[\s\S]*?<!--\/unkept-->/g, '')
    .replace(/(name="csrf_token" value=")[^"]*/g, '$1')
    .replace('id="kept" hidden', 'id="kept"');
}

// Of everybody's pages; also where nothing can be kept.
export async function forgetPages() {
  await globalThis.caches?.delete(pages).catch(() => {});
}

async function forgetThose(isWanted) {
  if (!(await globalThis.caches?.has(pages))) return;
  const cache = await caches.open(pages);
  for (const request of await cache.keys()) {
    const reply = await cache.match(request);
    if (reply && !isWanted(termsOf(reply))) await cache.delete(request);
  }
}

// Those whose day, or whose reader's session, is over.
export async function forgetPastPages() {
  await forgetThose(kept => kept && kept.until > Date.now()).catch(() => {});
}

// What draws the pages. Their names change with their bytes, so one that is here is right.
async function keepAssets(html) {
  const cache = await caches.open(assets);
  const wanted = new Set(Array.from(html.matchAll(/ (?:src|href)="(\/assets\/[\w.-]+)/g), ([, path]) => path));
  const kept = (await cache.keys()).map(request => new URL(request.url).pathname);
  await Promise.all(kept.filter(path => !wanted.has(path)).map(path => cache.delete(path)));
  await cache.addAll([...wanted].filter(path => !kept.includes(path)));
}

// What an answer of the server to what was `asked` (ms) means for what is kept: the page itself, nothing of it, or that
// whoever asked has no business here any more.
export async function learnFrom(path, reply, asked) {
  if (reply.status >= 500 || reply.status === 429) return;
  if (!reply.ok && reply.status !== 404) return forgetPages();
  const cache = await caches.open(pages);
  const { account } = termsOf(reply) ?? {};
  if (!account) {
    await forgetSent(cache, path, Infinity);
    return cache.delete(path);
  }
  await forgetThose(kept => kept && kept.account === account && kept.until > Date.now());
  const html = await reply.text();
  const headers = keptHeaders.filter(name => reply.headers.has(name)).map(name => [name, reply.headers.get(name)]);
  await cache.put(path, new Response(withoutMore(html), { headers }));
  await forgetSent(cache, path, asked);
  await keepAssets(html);
}

// What this device has sent since the page at `path` was asked for lies beside it, on the same terms: it holds names,
// too. Each under an address of its own, so that the page and the worker never write the same one.
const sentBeside = path => `${path}/sent/`;

async function sentOf(cache, path) {
  const own = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith(sentBeside(path)));
  const replies = await Promise.all(own.map(async request => ({ request, reply: await cache.match(request) })));
  // The worker may have forgotten one meanwhile.
  return Promise.all(replies.filter(({ reply }) => reply).map(
    async ({ request, reply }) => ({ request, ...(await reply.json()) })));
}

// The page that was asked for then shows what the server had taken before.
async function forgetSent(cache, path, asked) {
  for (const { request, at } of await sentOf(cache, path)) if (at <= asked) await cache.delete(request);
}

// The server has taken `item`, and the page at `path` does not show it yet.
export async function rememberSent(path, name, item) {
  try {
    const kept = await keptPage(path);
    if (!kept) return;
    const headers = { [terms]: kept.headers.get(terms) };
    const cache = await caches.open(pages);
    await cache.put(sentBeside(path) + name, new Response(JSON.stringify({ at: Date.now(), item }), { headers }));
  } catch {
    // Nothing is kept where nothing can be.
  }
}

// In the order in which it was taken.
export async function recallSent(path) {
  try {
    if (!(await keptPage(path))) return [];
    return (await sentOf(await caches.open(pages), path)).sort((a, b) => a.at - b.at).map(({ item }) => item);
  } catch {
    return [];
  }
}

export async function keptPage(path) {
  await forgetPastPages();
  return (await globalThis.caches?.has(pages)) ? (await caches.open(pages)).match(path) : undefined;
}

export async function keptAsset(request) {
  return (await caches.has(assets)) ? (await caches.open(assets)).match(request) : undefined;
}

// Whether the page at `path` would open without network.
export async function isKept(path) {
  return Boolean(globalThis.caches && (await keptPage(path).catch(() => null)));
}
