// Today's list: how much of each event this device has not sent yet.
import { Freshness } from './door_fresh.js';
import { recallSent, rememberSent } from './door_pages.js';
import { unsentByEvent } from './door_queue.js';

const path = '/organiser/door';

// Who is here, as the event's own list on this device says: for the list of today that was kept before.
export async function rememberCounts(event, counts) {
  await rememberSent(path, event, { event, counts });
}

async function showCounts(root) {
  for (const { event, counts } of await recallSent(path)) {
    const card = root.querySelector(`.door-card[data-event="${CSS.escape(event)}"]`);
    if (!card) continue;
    const [all, children] = card.querySelectorAll('.count');
    all.querySelector('bdi').textContent = `${counts.here} / ${counts.expected}`;
    children.querySelector('bdi').textContent = `${counts.childrenHere} / ${counts.childrenExpected}`;
    children.hidden = !counts.hasChildren;
  }
}

export function startToday(root) {
  const renew = async () => {
    const reply = await fetch(path, { redirect: 'manual', cache: 'no-store' }).catch(() => null);
    if (reply && reply.status < 500) location.reload();
  };
  const freshness = new Freshness(path, renew);
  freshness.tellUnkept(root);
  if (freshness.isOld) showCounts(root);
  const { account, digits } = root.dataset;
  const number = count => String(count).replace(/\d/g, digit => [...digits][digit]);
  for (const [event, count] of unsentByEvent(account)) {
    const card = root.querySelector(`.door-card[data-event="${CSS.escape(event)}"]`);
    if (card) {
      card.querySelector('.unsent-number').textContent = number(count);
      card.querySelector('.unsent').hidden = false;
      continue;
    }
    const link = document.createElement('a');
    link.href = `/organiser/door/${encodeURIComponent(event)}`;
    link.textContent = root.dataset.unsent.replace('{number}', number(count));
    const line = document.createElement('p');
    line.append(link);
    document.getElementById('left-over').append(line);
    document.getElementById('left-over').hidden = false;
  }
}
