// The console's pages work without any of this.
import { tickTogether } from './date_choice.js';
import { forgetPages, forgetPastPages } from './door_pages.js';
import { leaveNoDrafts } from './event_draft.js';
import { plan, showMoves } from './event_planning.js';
import { sumTicks } from './import_ticks.js';

// After a form came back with mistakes, a screen reader starts at the summary.
document.querySelector('[data-focus]')?.focus();

// What the page at the door keeps on the device is for whoever is signed in, and for the day.
const leave = document.querySelector('form.leave');
if (leave) forgetPastPages();
else forgetPages();
leave?.addEventListener('submit', async event => {
  event.preventDefault();
  leaveNoDrafts();
  await forgetPages();
  leave.submit();
});

document.querySelectorAll('form[data-draft]').forEach(plan);
showMoves();
document.querySelectorAll('form.choice').forEach(tickTogether);
document.querySelectorAll('form[data-ticks]').forEach(sumTicks);

const pause = 250;  // milliseconds without a key before a search goes out
const fewest = 3;   // characters that it needs

// Who phoned is found while their name is typed. The search is the form's own, so that it is logged and guarded alike.
const search = document.querySelector('form[data-search]');
if (search) {
  const found = document.getElementById('found');
  // Its input "action" hides the form's own member of that name.
  const address = search.getAttribute('action');
  const input = search.elements.q;
  let timer, running, shown = input.value.trim();
  const look = async () => {
    const text = input.value.trim();
    if (text === shown) return;
    running?.abort();
    if (text.length < fewest) {
      shown = text;
      found.replaceChildren();
      return;
    }
    running = new AbortController();
    try {
      const answer = await fetch(address, {
        method: 'POST', body: new URLSearchParams(new FormData(search)), signal: running.signal,
      });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      // Whoever has gone on to a name by now keeps it.
      if (found.contains(document.activeElement)) return;
      found.replaceChildren(...(page.getElementById('found')?.childNodes ?? []));
      shown = text;
    } catch {
      // Another key was pressed, or there is no network: the button remains.
    }
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, pause);
  });
  // Down from the text to the first name, and on from name to name.
  document.addEventListener('keydown', event => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [input, ...found.querySelectorAll('button')];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });
}

// Choices are typed for a question of choice alone, and how long an offer holds where places are offered.
for (const question of document.querySelectorAll('[data-question]')) {
  const type = question.querySelector('select[name$=".type"]');
  const choices = [...question.querySelectorAll('textarea[name*=".choices."]')].map(text => text.closest('.field'));
  const show = () => choices.forEach(field => { field.hidden = type.value !== 'choice'; });
  type.addEventListener('change', show);
  show();
}
const offer = document.querySelector('[data-offer]');
if (offer) {
  const form = offer.closest('form');
  const show = () => { offer.hidden = form.elements.waiting_list.value !== 'offer'; };
  form.addEventListener('change', show);
  show();
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!navigator.clipboard) continue;
  const words = button.querySelector('[data-copied]');
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      words.textContent = words.dataset.copied;
    } catch {
      // Not allowed here: the link can be marked and copied by hand.
    }
  });
}
