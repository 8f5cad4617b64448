// While an event is planned: what else happens at that time is asked for as soon as its time, place or audience changes.
const pause = 400;  // milliseconds without a change before it is asked
const asked = /^(start_time|end_time|location|keywords|in_language|interpreted_languages|organisers|maximum_attendee_capacity|time_zone)/;

// The days that follow from the start move along with it: the end's, and when registration opens and closes; but what is
// open is not closed by it. They are counted from how it all was before: while a date is typed, its first digits are one.
function follow(form) {
  const start = form.elements['start_time.date'];
  if (!start) return;
  const followers = ['end_time', 'enrolment_start_time', 'enrolment_end_time'].map(name => ({
    day: form.elements[`${name}.date`], clock: form.elements[`${name}.clock`], stays: name === 'enrolment_start_time',
  })).filter(({ day }) => day);
  let from, moving;
  const remember = () => {
    from = start.valueAsNumber;
    moving = followers.filter(({ day }) => day.value)
      .filter(({ day, clock, stays }) => !stays || new Date(`${day.value}T${clock?.value || '00:00'}`) > new Date())
      .map(({ day }) => ({ day, before: day.valueAsNumber }));
  };
  remember();
  for (const { day, clock } of followers) for (const input of [day, clock]) input?.addEventListener('change', remember);
  start.addEventListener('change', () => {
    if (!(start.valueAsNumber >= Date.UTC(2000))) return;
    if (Number.isNaN(from)) return remember();
    for (const { day, before } of moving) {
      const now = before + start.valueAsNumber - from;
      if (day.valueAsNumber === now) continue;
      day.valueAsNumber = now;
      day.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
}

// What a folded part says of its fields is as the page was drawn.
function tellChanges(form) {
  form.addEventListener('input', event => {
    for (let fold = event.target.closest('.fold'); fold; fold = fold.parentElement.closest('.fold')) {
      const said = fold.querySelector(':scope > summary > .said');
      if (said) said.firstElementChild.textContent = said.dataset.changed;
    }
  });
}

export function plan(form) {
  follow(form);
  tellChanges(form);
  const shown = form.querySelector('[data-conflicts]');
  const free = form.querySelector('[data-free-place]');
  const room = form.elements['location.room'];
  const showPlace = () => { free.hidden = room.value !== ''; };
  if (room && free) {
    room.addEventListener('change', showPlace);
    showPlace();
  }
  if (!shown) return;
  form.querySelector('[data-check]')?.setAttribute('hidden', '');
  // Chosen here, without the page being drawn anew.
  shown.addEventListener('click', event => {
    const button = event.target.closest('[data-take-room]');
    if (!button || !room || ![...room.options].some(option => option.value === button.dataset.takeRoom)) return;
    event.preventDefault();
    room.value = button.dataset.takeRoom;
    for (const type of ['input', 'change']) room.dispatchEvent(new Event(type, { bubbles: true }));
    room.focus();
  });
  let timer, running;
  const look = async () => {
    running?.abort();
    running = new AbortController();
    try {
      const fields = new URLSearchParams(new FormData(form));
      fields.delete('action');
      const answer = await fetch('/organiser/conflicts', { method: 'POST', body: fields, signal: running.signal });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      // Unchanged words are not read out again.
      if (page.body.textContent.trim() !== shown.textContent.trim()) shown.replaceChildren(...page.body.childNodes);
    } catch {
      // Something else was typed, or there is no network: saving looks again.
    }
  };
  form.addEventListener('input', event => {
    if (!asked.test(event.target.name ?? '')) return;
    clearTimeout(timer);
    timer = setTimeout(look, pause);
  });
}

// Another time for an event: what it means is shown as soon as one is typed. Also where the page is shown in a dialog.
export function showMoves() {
  let timer, running;
  const look = async form => {
    running = new AbortController();
    try {
      const fields = new URLSearchParams(new FormData(form));
      fields.delete('seen');
      const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: fields, signal: running.signal });
      if (answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const means = page.querySelector('[data-means]');
      const shown = form.querySelector('[data-means]');
      if (means && shown.innerHTML !== means.innerHTML) shown.replaceChildren(...means.childNodes);
    } catch {
      // Something else was typed, or there is no network: the button looks, too.
    }
  };
  document.addEventListener('input', event => {
    const form = event.target.closest('form[data-move]');
    if (!form) return;
    clearTimeout(timer);
    running?.abort();
    timer = setTimeout(look, pause, form);
  });
}
