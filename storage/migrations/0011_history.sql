-- Who changed what of an event, and whether its attendance is closed.

alter table event add column attendance_closed_time {{integer}};

-- bundle: the first of those that came about in one transaction; none for what came about alone.
create table event_change (
  id {{id}},
  event_id {{integer}} not null references event (id) on delete cascade,
  series_id {{integer}},
  bundle {{integer}},
  time {{integer}} not null,
  account_id {{integer}},
  actor {{text}} not null,
  kind {{text}} not null,
  note {{text}} not null,
  undoes {{integer}}
) {{rows}};
create index event_change_by_event on event_change (event_id, id);
create index event_change_by_series on event_change (series_id, id) where series_id is not null;
create index event_change_by_bundle on event_change (bundle, series_id, id) where bundle is not null;
create index event_change_by_time on event_change (time);

create table event_change_field (
  change_id {{integer}} not null references event_change (id) on delete cascade,
  position {{integer}} not null,
  field {{text}} not null,
  language {{text}} not null,
  value_before {{text}} not null,
  value_after {{text}} not null,
  primary key (change_id, position)
) {{keyed}};
