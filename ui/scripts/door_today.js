// Today's list: how much of each event this device has not sent yet.
import { Freshness } from './door_fresh.js';
import { unsentByEvent } from './door_queue.js';

export function startToday(root) {
  const path = '/organiser/door';
  const renew = async () => {
    const reply = await fetch(path, { redirect: 'manual', cache: 'no-store' }).catch(() => null);
    if (reply && reply.status < 500) location.reload();
  };
  new Freshness(path, renew).tellUnkept(root);
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
