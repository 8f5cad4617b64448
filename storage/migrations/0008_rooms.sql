-- Rooms, and what happens at the same time.

create table room (
  id {{id}},
  organisation_id {{integer}} not null references organisation (id),
  name {{text}} not null,
  street_address {{text}} not null,
  municipality {{text}} not null,
  capacity {{integer}},
  step_free {{text}} not null,
  induction_loop {{text}} not null,
  retired {{integer}} not null,
  version {{integer}} not null,
  unique (organisation_id, name, street_address)
) {{rows}};

create table room_directions (
  room_id {{integer}} not null references room (id) on delete cascade,
  language {{text}} not null,
  text {{text}} not null,
  primary key (room_id, language)
) {{keyed}};

alter table event add column room_id {{integer}} references room (id);
create index event_by_room on event (room_id, start_time, end_time, id) where room_id is not null;

-- Most events are over within eight hours, so what overlaps a moment began shortly before it; the few others are found
-- here (timetable.cpp).
create index event_long on event (end_time, start_time, id) where end_time - start_time > 28800;

-- What a town offers at some time.
create index event_by_town on event (municipality, start_time, end_time);

-- As the event's, so that an organisation's day is found without its years.
alter table event_organiser add column start_time {{integer}} not null default 0;
alter table event_organiser add column end_time {{integer}} not null default 0;
update event_organiser set start_time = (select e.start_time from event e where e.id = event_id),
  end_time = (select e.end_time from event e where e.id = event_id);
create index event_organiser_by_time on event_organiser (organisation_id, start_time, end_time, event_id);
