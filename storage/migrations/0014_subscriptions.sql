-- Partners' calendars that the programme is kept in step with.

create table subscription (
  id {{id}},
  organisation_id {{integer}} not null references organisation (id),
  name {{text}} not null,
  address {{text}} not null, -- sealed
  language {{text}} not null,
  kind {{text}} not null,
  keywords {{text}} not null,
  municipality {{text}} not null,
  publication_status {{text}} not null,
  registration_url {{text}} not null,
  paused {{integer}} not null,
  by_partner {{integer}} not null,
  created_time {{integer}} not null,
  etag {{text}} not null,
  last_modified {{text}} not null,
  read_time {{integer}},
  tried_time {{integer}},
  next_time {{integer}} not null,
  failures {{integer}} not null,
  error {{text}} not null,
  complete {{integer}} not null,
  attempt {{integer}} not null,
  version {{integer}} not null
) {{rows}};
create index subscription_by_organisation on subscription (organisation_id);
create index subscription_due on subscription (next_time) where paused = 0;

create table subscription_problem (
  subscription_id {{integer}} not null references subscription (id) on delete cascade,
  position {{integer}} not null,
  line {{integer}} not null,
  uid {{text}} not null,
  summary {{text}} not null,
  code {{text}} not null,
  primary key (subscription_id, position)
) {{keyed}};

-- recurrence_id: 0 for what does not recur.
create table subscribed_event (
  event_id {{integer}} primary key references event (id) on delete cascade,
  subscription_id {{integer}} not null references subscription (id) on delete cascade,
  uid {{text}} not null,
  recurrence_id {{integer}} not null,
  name {{text}} not null,
  description {{text}} not null,
  start_time {{integer}} not null,
  end_time {{integer}} not null,
  time_zone {{text}} not null,
  place_name {{text}} not null,
  street_address {{text}} not null,
  municipality {{text}} not null,
  online_url {{text}} not null,
  keywords {{text}} not null,
  registration_url {{text}} not null,
  cancelled_there {{integer}} not null,
  vanished_time {{integer}},
  open_fields {{text}} not null,
  refusal {{text}} not null,
  left_alone {{integer}} not null,
  unique (subscription_id, uid, recurrence_id)
) {{rows}};
