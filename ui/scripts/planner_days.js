// The days of the planner that have a name: public holidays, and those of schools.
import { Temporal } from 'temporal-polyfill';

export function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

// By day, from "2026-12-06 Independence Day|2026-12-24 …".
export const namedDays = text => new Map(text.split('|').filter(Boolean).map(line => [line.slice(0, 10), line.slice(11)]));

// A cell's date is midnight, as the zone or as UTC has it: noon is on the same day.
export function namedDay(names, { text, date }) {
  const name = names.get(new Date(date.getTime() + 12 * 3600_000).toISOString().slice(0, 10));
  if (!name) return text;
  const both = document.createElement('span');
  both.className = 'named-day';
  both.append(text, ' ', element('span', name, 'holiday'));
  return { domNodes: [both] };
}

// The list has no cells: there a holiday is a line, also where nothing else is on that day; what goes on for days is
// one, and one more at the beginning of each month. Days that have two names are given in two maps.
export function holidayLines(names) {
  const lines = [];
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { day: 'numeric', month: 'numeric', timeZone: 'UTC' });
  const at = day => new Date(`${day}T12:00Z`);
  let run;
  for (const [day, name] of [...names].sort()) {
    const goesOn = run?.name === name && run.next === day;
    if (!goesOn) run = { name, first: day };
    run.next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
    if (!goesOn || day.endsWith('-01')) lines.push({ day, run });
  }
  return lines.map(({ day, run: { name, first, next } }) => {
    const last = Temporal.PlainDate.from(next).subtract({ days: 1 }).toString();
    const title = first === last ? name : `${name} ${format.formatRange(at(first), at(last))}`;
    return { title, start: day, allDay: true, editable: false, holiday: true };
  });
}

// "Vk 7: 8.–14. helmikuuta 2027".
export function weekTitle(word, { start }) {
  const first = Temporal.PlainDate.from({ year: start.year, month: start.month + 1, day: start.day });
  const at = day => new Date(Date.UTC(day.year, day.month - 1, day.day, 12));
  const dates = new Intl.DateTimeFormat(document.documentElement.lang, {
    day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC',
  });
  return `${word} ${first.weekOfYear}: ${dates.formatRange(at(first), at(first.add({ days: 6 })))}`;
}
