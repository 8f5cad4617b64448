// The month's page becomes a calendar: month, week and list, entries dragged or moved by keys. Nothing is moved here:
// the page of the move says what it means, takes the same form, and is shown in a dialog.
import { Calendar } from 'fullcalendar';
import dayGrid from 'fullcalendar/daygrid';
import timeGrid from 'fullcalendar/timegrid';
import list from 'fullcalendar/list';
import interaction from 'fullcalendar/interaction';
import theme from 'fullcalendar/themes/classic';
import ar from 'fullcalendar/locales/ar';
import en from 'fullcalendar/locales/en-gb';
import fi from 'fullcalendar/locales/fi';
import { Temporal } from 'temporal-polyfill';
import { element, holidayLines, namedDay, namedDays, weekTitle } from './planner_days.js';

const root = document.getElementById('planner');
const words = root.dataset;
const dialog = document.getElementById('planner-move');
const said = document.getElementById('planner-said');
const locales = { ar, en, fi };
const views = { month: 'dayGridMonth', week: 'timeGridWeek', list: 'listMonth' };
const narrow = matchMedia('(max-width: 45rem)');

const query = new URLSearchParams(location.search);
const viewName = type => Object.keys(views).find(name => views[name] === type);
const instant = date => date.toISOString().replace('.000Z', 'Z');

// The page's filters, without where one looks at.
function filters() {
  const kept = new URLSearchParams(location.search);
  for (const name of ['month', 'view', 'day', 'lang', 'done']) kept.delete(name);
  return kept;
}

async function entries({ start, end }) {
  const wanted = filters();
  wanted.set('start', instant(start));
  wanted.set('end', instant(end));
  const answer = await fetch(`/organiser/calendar.json?${wanted}`);
  if (!answer.ok) throw new Error(String(answer.status));
  if (said.textContent === words.failed) said.textContent = '';
  return answer.json();
}

// Where one looks at stays in the address, and in the links that come back to it.
let looked = false;
function remember({ view }) {
  // As it was opened, the address says it already.
  if (!looked) {
    looked = true;
    return;
  }
  const day = Temporal.Instant.fromEpochMilliseconds(view.currentStart.getTime())
    .toZonedDateTimeISO(words.zone).toPlainDate().toString();
  const place = { month: day.slice(0, 7), view: viewName(view.type), day };
  const address = new URL(location.href);
  address.searchParams.delete('done');
  for (const [name, value] of Object.entries(place)) address.searchParams.set(name, value);
  history.replaceState(null, '', address);
  for (const link of document.querySelectorAll('nav.languages a')) {
    const there = new URL(link.href);
    for (const [name, value] of Object.entries(place)) there.searchParams.set(name, value);
    link.href = there;
  }
  for (const input of document.querySelectorAll('form.filters [data-place]')) input.value = place[input.name];
}

// What it is must not be told by a colour alone.
function badges({ status, publication, held }) {
  const badge = [];
  if (status === 'EventCancelled') badge.push(words.cancelled);
  else if (status === 'EventRescheduled') badge.push(words.rescheduled);
  if (held) badge.push(words.held);
  if (publication !== 'public') badge.push(words[publication]);
  return badge;
}

function content({ event, timeText, view }) {
  const more = event.extendedProps;
  if (more.holiday) return { domNodes: [element('span', event.title, 'holiday')] };
  const nodes = [];
  if (timeText) {
    const time = element('span', timeText, 'entry-time');
    time.dir = 'ltr';
    nodes.push(time, ' ');
  }
  const title = element('bdi', event.title, 'entry-title');
  title.lang = more.language;
  nodes.push(title);
  for (const text of badges(more)) nodes.push(' ', element('span', text, 'entry-badge'));
  if (more.capacity !== undefined) nodes.push(' ', element('bdi', `${more.registered}/${more.capacity}`, 'entry-count'));
  if (more.moved_from) nodes.push(' ', element('bdi', more.moved_from, 'entry-place'));
  if (view.type === views.list && more.place) nodes.push(' ', element('bdi', more.place, 'entry-place'));
  const all = document.createElement('span');
  all.className = 'entry-text';
  all.append(...nodes);
  return { domNodes: [all] };
}

function show(page) {
  dialog.replaceChildren(...page.getElementById('move').childNodes);
  (dialog.querySelector('[data-focus]') ?? dialog.querySelector('.actions button')).focus();
}

const parsed = async answer => new DOMParser().parseFromString(await answer.text(), 'text/html');

// What the move means, and the form that does it.
async function askToMove(event, start, end) {
  const wanted = new URLSearchParams({ start, ...(end && { end }), back: location.pathname + location.search });
  const address = `${event.url}/move?${wanted}`;
  try {
    const answer = await fetch(address);
    if (!answer.ok || !new URL(answer.url).pathname.endsWith('/move')) throw new Error(String(answer.status));
    show(await parsed(answer));
    dialog.showModal();
    dialog.querySelector('.actions button').focus();
  } catch {
    location.assign(address);
  }
}

dialog.addEventListener('click', event => {
  if (!event.target.closest('[data-close]')) return;
  event.preventDefault();
  dialog.close();
});
dialog.addEventListener('submit', async event => {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector('.actions button');
  button.disabled = true;
  try {
    const answer = await fetch(form.getAttribute('action'), {
      method: 'POST', body: new URLSearchParams(new FormData(form)),
    });
    if (new URL(answer.url).pathname.endsWith('/move')) return show(await parsed(answer));
    if (!answer.ok) throw new Error(String(answer.status));
    dialog.close();
    await calendar.refetchEvents();
    said.textContent = button.dataset.done;
  } catch {
    dialog.close();
    said.textContent = words.failed;
  } finally {
    button.disabled = false;
  }
});

// What lasts whole days is told in days: its midnights are those of its own zone.
const midnight = day => `${day}T00:00`;
const bounds = event => (event.allDay ? [event.startStr, event.endStr].map(day => day && midnight(day.slice(0, 10)))
  : [instant(event.start), event.end && instant(event.end)]);

// Where it was dropped is only asked for: the entry goes back until the server has taken it. Between whole days and
// hours nothing is moved: how long it would last nobody has said.
function dropped({ event, oldEvent, revert }) {
  const [start, end] = bounds(event);
  const another = oldEvent !== undefined && oldEvent.allDay !== event.allDay;
  revert();
  if (another) said.textContent = words.notMoved;
  else askToMove(calendar.getEventById(event.id), start, end);
}

// Public holidays, and those of schools.
const named = namedDays(words.namedDays);
const withName = cell => namedDay(named, cell);
const holidays = {
  id: 'holidays',
  events: [words.publicHolidays, words.schoolHolidays].flatMap(days => holidayLines(namedDays(days))),
};
function listHolidays({ view }) {
  const source = calendar.getEventSourceById(holidays.id);
  if (view.type !== views.list) source?.remove();
  else if (!source) calendar.addEventSource(holidays);
}

// The week and the list of this month begin with what is to come.
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: words.zone }).format(new Date());
const calendar = new Calendar(root, {
  plugins: [dayGrid, timeGrid, list, interaction, theme],
  locale: locales[document.documentElement.lang] ?? en,
  direction: document.documentElement.dir || 'ltr',
  timeZone: words.zone,
  initialView: views[query.get('view')] ?? (narrow.matches ? views.list : views.month),
  initialDate: query.get('day') ?? (today.startsWith(words.date.slice(0, 7)) ? today : words.date),
  firstDay: 1,
  weekNumbers: true,
  weekNumberCalculation: 'ISO',
  weekNumberFormat: { week: 'numeric' },
  height: 'auto',
  slotMinTime: '07:00:00',
  slotMaxTime: '22:00:00',
  slotDuration: '00:30:00',
  snapDuration: '00:15:00',
  nowIndicator: true,
  navLinks: true,
  navLinkDayClick: date => {
    calendar.changeView(views.week, date);
  },
  dayMaxEvents: 5,
  allDaySlot: true,
  // "This month" it says to readers where it shows "Today".
  buttons: { today: { didMount: ({ el }) => el.removeAttribute('aria-label') } },
  headerToolbar: { start: 'prev,next today', center: 'title', end: Object.values(views).join(',') },
  listText: words.list,
  noEventsContent: words.nothing,
  eventTimeFormat: { hour: 'numeric', minute: '2-digit', hour12: false },
  slotHeaderFormat: { hour: 'numeric', minute: '2-digit', hour12: false },
  // Side by side: what lies upon another is cut in the middle of its letters.
  slotEventOverlap: false,
  dayCellTopContent: withName,
  // Seven columns of a phone have no room for it.
  views: {
    [views.week]: {
      titleFormat: week => weekTitle(words.week, week),
      dayHeaderContent: day => (narrow.matches ? day.text : withName(day)),
    },
  },
  eventStartEditable: true,
  eventDurationEditable: true,
  longPressDelay: 500,
  events: (range, done, failed) => {
    entries(range).then(done, failed);
  },
  eventSourceFailure: () => {
    said.textContent = words.failed;
  },
  eventContent: content,
  eventClass: ({ event, view }) => {
    const { publication, status, theme: code, holiday } = event.extendedProps;
    if (holiday) return 'planner-holiday';
    return ['planner-entry', `is-${publication}`, status === 'EventCancelled' && 'is-cancelled', code && `theme-${code}`,
            view.type === views.week && 'in-week', event.allDay && 'whole-day']
      .filter(Boolean).join(' ');
  },
  // What the component says to screen readers beside what it shows, where the two differ: a cell's date hid its events,
  // a weekday's heading was empty, and a link that calls itself an item of a list is a link no more.
  dayCellDidMount: ({ el }) => {
    el.removeAttribute('aria-label');
    // A day with a name is called as it is written.
    for (const named of el.querySelectorAll('.named-day')) named.closest('[aria-label]')?.removeAttribute('aria-label');
  },
  dayHeaderDidMount: ({ el }) => {
    for (const named of [el, ...el.querySelectorAll('[role=link]')]) named.removeAttribute('aria-label');
    for (const hidden of el.querySelectorAll('[aria-hidden]')) hidden.removeAttribute('aria-hidden');
  },
  listDayHeaderDidMount: ({ el }) => {
    for (const link of el.querySelectorAll('[role=link]')) link.removeAttribute('aria-label');
  },
  viewDidMount: ({ el }) => {
    for (const header of el.querySelectorAll('[role=rowheader]:empty')) {
      header.removeAttribute('role');
      header.removeAttribute('aria-label');
    }
  },
  eventDidMount: ({ el, event }) => {
    const { holiday } = event.extendedProps;
    if (holiday || el.matches('a[role=listitem]')) {
      el.removeAttribute('role');
      el.parentElement.removeAttribute('role');
      el.parentElement.removeAttribute('aria-label');
    }
    if (holiday) return;
    const own = el.matches('a') ? el : (el.querySelector('a') ?? el);
    own.dataset.entry = event.id;
    own.title = event.title;
    if (event.startEditable) own.setAttribute('aria-describedby', 'planner-keys');
  },
  eventDragStart: () => {
    said.textContent = '';
  },
  eventDrop: dropped,
  eventResize: dropped,
  datesSet: dates => {
    remember(dates);
    listHolidays(dates);
  },
});

// Alt and an arrow: a day or a week in the month; a day or half an hour in the week.
const steps = {
  month: { ArrowLeft: { days: -1 }, ArrowRight: { days: 1 }, ArrowUp: { days: -7 }, ArrowDown: { days: 7 } },
  week: { ArrowLeft: { days: -1 }, ArrowRight: { days: 1 }, ArrowUp: { minutes: -30 }, ArrowDown: { minutes: 30 } },
};
root.addEventListener('keydown', event => {
  const entry = event.altKey && calendar.getEventById(event.target.closest?.('[data-entry]')?.dataset.entry ?? '');
  if (!entry?.startEditable) return;
  let key = event.key;
  if (document.documentElement.dir === 'rtl') key = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key;
  const step = (steps[viewName(calendar.view.type)] ?? steps.month)[key];
  if (!step || (entry.allDay && step.minutes)) return;
  event.preventDefault();
  askToMove(entry, entry.allDay
    ? midnight(Temporal.PlainDate.from(entry.startStr.slice(0, 10)).add(step).toString())
    : Temporal.Instant.from(instant(entry.start)).toZonedDateTimeISO(words.zone).add(step).toInstant().toString());
});

root.hidden = false;
document.getElementById('month').hidden = true;
document.getElementById('planner-keys').hidden = narrow.matches;
calendar.render();
