// Opens the door's pages without network, as they were last seen. Answers for them and what draws them, and for nothing
// else; a page that asks in the background gets the network's answer or none.
import { keptAsset, keptPage, learnFrom } from './door_pages.js';

const patience = 5000;

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));

addEventListener('fetch', event => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(asset(event.request));
  else if (/^\/organiser\/door(\/\d+)?$/.test(pathname)) event.respondWith(page(event, pathname));
});

async function asset(request) {
  return (await keptAsset(request)) ?? fetch(request);
}

async function page(event, path) {
  const asked = Date.now();
  const answer = fetch(event.request);
  event.waitUntil(answer.then(reply => learnFrom(path, reply.clone(), asked)).catch(() => {}));
  if (event.request.mode !== 'navigate') return answer;
  const tooLate = new Promise(resolve => setTimeout(resolve, patience, null));
  const reply = await Promise.race([answer.catch(() => null), tooLate]);
  if (reply && reply.status < 500) return reply;
  return (await keptPage(path)) ?? answer;
}
