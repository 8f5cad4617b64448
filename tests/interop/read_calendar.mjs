// read_calendar.mjs FILE: what ical.js, Thunderbird's reader, finds in an iCalendar file, as JSON.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);

const utc = (time) => new Date(time.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z');
const events = calendar.getAllSubcomponents('vevent').map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    start: utc(event.startDate),
    end: utc(event.endDate),
    summary: event.summary,
    description: event.description ?? '',
    location: event.location ?? '',
    status: component.getFirstPropertyValue('status'),
    sequence: event.sequence,
    url: component.getFirstPropertyValue('url'),
  };
});
console.log(JSON.stringify({ name: calendar.getFirstPropertyValue('x-wr-calname'), events }));
