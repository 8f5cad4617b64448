// What a messenger finds out about an event's link before it shows it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startKutsu } from './kutsu.mjs';

let kutsu;

before(async () => {
  kutsu = await startKutsu({ KUTSU_LIMITS_ENABLED: 'false', KUTSU_SERVER_BASE_URL: 'https://kutsu.example.org' });
});
after(async () => {
  await kutsu?.stop();
});

// Read without a browser, as messengers do: the tags stand in the first kilobytes.
async function tagsOf(path) {
  const html = (await (await fetch(kutsu.url + path)).text()).slice(0, 8000);
  return Object.fromEntries(Array.from(html.matchAll(/<meta (?:property|name)="([\w:]+)" content="([^"]*)">/g),
                                       ([, name, content]) => [name, content]));
}

test('a link that is passed on shows what, when and where, with a picture', async () => {
  const { data: [event] } = await (await fetch(`${kutsu.url}/api/v1/events?page_size=1`)).json();
  for (const [language, locale] of [['fi', 'fi_FI'], ['ar', 'ar_EG'], ['en', 'en_US']]) {
    const tags = await tagsOf(`/${language}/events/${event.id}`);
    assert.equal(tags['og:url'], `https://kutsu.example.org/${language}/events/${event.id}`);
    assert.equal(tags['og:locale'], locale);
    assert.equal(tags['og:type'], 'website');
    assert.equal(tags['twitter:card'], 'summary_large_image');
    for (const name of ['og:title', 'og:description', 'og:site_name', 'og:image:alt']) assert.ok(tags[name], name);

    const picture = new URL(tags['og:image']);
    assert.equal(picture.origin, 'https://kutsu.example.org');
    const answer = await fetch(kutsu.url + picture.pathname);
    assert.equal(answer.headers.get('content-type'), tags['og:image:type']);
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.ok(bytes.length < 300_000, 'WhatsApp shows no picture that is much larger');
    assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
    const size = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)].map(String);
    assert.deepEqual(size, [tags['og:image:width'], tags['og:image:height']]);
  }
});
