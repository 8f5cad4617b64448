-- Statements end with a semicolon at the end of a line. What the engines write differently:
--   {{id}} a generated key, {{integer}} 64 bits, {{text}} ordered by its bytes, {{rows}} after a table,
--   {{keyed}} after a table that is read by its primary key alone.
-- Times are seconds since 1970 UTC. Columns marked "sealed" hold ciphertext (field_cipher.hpp), their blind_… beside
-- them a keyed hash for exact look-up.

create table installation (
  name {{text}} primary key,
  value {{text}} not null
) {{keyed}};

-- Several rows, so that transactions on PostgreSQL do not queue for one; the revision is their sum.
create table programme_revision (
  stripe {{integer}} primary key,
  content {{integer}} not null,
  places {{integer}} not null
) {{rows}};

insert into programme_revision (stripe, content, places)
  with recursive stripes (n) as (select 0 union all select n + 1 from stripes where n < 63)
  select n, 1, 1 from stripes;

create table organisation (
  id {{id}},
  name {{text}} not null unique,
  municipality {{text}} not null
) {{rows}};

create table series (
  id {{id}},
  recurrence {{text}} not null,
  import_key {{text}} unique
) {{rows}};

create table series_text (
  series_id {{integer}} not null references series (id) on delete cascade,
  language {{text}} not null,
  text {{text}} not null,
  primary key (series_id, language)
) {{keyed}};

create table series_exception (
  series_id {{integer}} not null references series (id) on delete cascade,
  day {{text}} not null,
  primary key (series_id, day)
) {{keyed}};

create table event (
  id {{integer}} primary key,
  uid {{text}} not null unique,
  import_key {{text}} unique,
  series_id {{integer}} references series (id),
  kind {{text}} not null,
  status {{text}} not null,
  publication_status {{text}} not null,
  start_time {{integer}} not null,
  end_time {{integer}} not null,
  previous_start_time {{integer}},
  time_zone {{text}} not null,
  place_name {{text}} not null,
  street_address {{text}} not null,
  municipality {{text}} not null,
  online_url {{text}} not null,
  maximum_attendee_capacity {{integer}},
  waiting_list_capacity {{integer}},
  childcare_capacity {{integer}},
  enrolment_start_time {{integer}},
  enrolment_end_time {{integer}},
  external_registration_url {{text}} not null,
  confirmed_persons {{integer}} not null,
  waitlisted_persons {{integer}} not null,
  version {{integer}} not null,
  sequence {{integer}} not null,
  created_time {{integer}} not null,
  last_modified_time {{integer}} not null,
  content_stamp {{integer}} not null
) {{rows}};
create index event_by_start on event (publication_status, start_time, id, end_time);
create index event_by_end on event (publication_status, end_time, start_time, id);
create index event_by_series on event (series_id, start_time) where series_id is not null;
create index event_by_municipality on event (municipality, start_time);

create table event_text (
  event_id {{integer}} not null references event (id) on delete cascade,
  field {{text}} not null,
  language {{text}} not null,
  text {{text}} not null,
  primary key (event_id, field, language)
) {{keyed}};

-- In lower case, for searches that ignore it.
create table event_search (
  event_id {{integer}} primary key references event (id) on delete cascade,
  place {{text}} not null,
  words {{text}} not null
) {{rows}};

create table event_keyword (
  event_id {{integer}} not null references event (id) on delete cascade,
  position {{integer}} not null,
  keyword {{text}} not null,
  primary key (event_id, position)
) {{keyed}};
create index event_keyword_by_keyword on event_keyword (keyword, event_id);

create table event_language (
  event_id {{integer}} not null references event (id) on delete cascade,
  purpose {{text}} not null,
  position {{integer}} not null,
  language {{text}} not null,
  primary key (event_id, purpose, position)
) {{keyed}};
create index event_language_by_language on event_language (language, event_id);

create table event_organiser (
  event_id {{integer}} not null references event (id) on delete cascade,
  position {{integer}} not null,
  organisation_id {{integer}} not null references organisation (id),
  primary key (event_id, position)
) {{keyed}};
create index event_organiser_by_organisation on event_organiser (organisation_id, event_id);

create table event_reminder (
  event_id {{integer}} not null references event (id) on delete cascade,
  position {{integer}} not null,
  channel {{text}} not null,
  minutes_before {{integer}} not null,
  primary key (event_id, position)
) {{keyed}};

create table registration (
  id {{id}},
  event_id {{integer}} not null references event (id),
  status {{text}} not null,
  contact_name {{text}} not null, -- sealed
  contact_phone {{text}} not null, -- sealed
  contact_email {{text}} not null, -- sealed
  blind_phone {{text}} not null,
  blind_email {{text}} not null,
  language {{text}} not null,
  answers {{text}} not null, -- sealed
  consent_version {{text}} not null,
  consent_language {{text}} not null,
  consent_time {{integer}} not null,
  made_by_staff {{integer}} not null,
  reminders_wanted {{integer}} not null,
  created_time {{integer}} not null,
  version {{integer}} not null,
  link_seed {{text}} not null,
  manage_token_hash {{text}} not null unique,
  idempotency_key_hash {{text}},
  request_fingerprint {{text}} not null
) {{rows}};
create index registration_by_event on registration (event_id, status);
create unique index registration_by_idempotency_key on registration (event_id, idempotency_key_hash)
  where idempotency_key_hash is not null;

create table person (
  id {{id}},
  registration_id {{integer}} not null references registration (id) on delete cascade,
  position {{integer}} not null,
  name {{text}} not null, -- sealed
  interpreter_language {{text}},
  child_age {{integer}},
  accessibility {{text}} not null, -- sealed
  presence {{text}} not null
) {{rows}};
create index person_by_registration on person (registration_id);

create table interpreter (
  id {{id}},
  name {{text}} not null,
  agency {{text}} not null,
  phone {{text}} not null, -- sealed
  email {{text}} not null, -- sealed
  blind_phone {{text}} not null,
  blind_email {{text}} not null,
  message_language {{text}} not null,
  calendar_seed {{text}} not null,
  calendar_token_hash {{text}} unique,
  active {{integer}} not null,
  version {{integer}} not null
) {{rows}};

create table interpreter_language (
  interpreter_id {{integer}} not null references interpreter (id) on delete cascade,
  position {{integer}} not null,
  language {{text}} not null,
  dialect {{text}} not null,
  primary key (interpreter_id, position)
) {{keyed}};

create table interpreter_booking (
  id {{id}},
  event_id {{integer}} not null references event (id),
  interpreter_id {{integer}} references interpreter (id),
  language {{text}} not null,
  dialect {{text}} not null,
  wished_gender {{text}} not null,
  mode {{text}} not null,
  start_time {{integer}} not null,
  end_time {{integer}} not null,
  topic {{text}} not null,
  contact_person {{text}} not null, -- sealed
  materials {{text}} not null,
  status {{text}} not null,
  version {{integer}} not null,
  link_seed {{text}} not null,
  offer_token_hash {{text}} unique,
  created_time {{integer}} not null
) {{rows}};
create index interpreter_booking_by_event on interpreter_booking (event_id);
create index interpreter_booking_by_interpreter on interpreter_booking (interpreter_id, start_time)
  where interpreter_id is not null;

create table account (
  id {{id}},
  username {{text}} not null unique,
  display_name {{text}} not null,
  password_hash {{text}} not null,
  role {{text}} not null,
  organisation_id {{integer}} references organisation (id)
) {{rows}};

create table account_session (
  token_hash {{text}} primary key,
  account_id {{integer}} not null references account (id) on delete cascade,
  created_time {{integer}} not null,
  expires_time {{integer}} not null
) {{keyed}};
create index account_session_by_expiry on account_session (expires_time);

create table api_token (
  id {{id}},
  token_hash {{text}} not null unique,
  name {{text}} not null,
  role {{text}} not null,
  organisation_id {{integer}} references organisation (id),
  created_time {{integer}} not null
) {{rows}};

-- claim_time: when somebody may take the message: its due time while pending, the end of its lease while sending,
-- nothing once it is over.
create table outbox (
  id {{id}},
  kind {{text}} not null,
  channel {{text}} not null,
  recipient {{text}} not null, -- sealed
  language {{text}} not null,
  event_id {{integer}} not null references event (id),
  registration_id {{integer}} references registration (id),
  booking_id {{integer}} references interpreter_booking (id),
  minutes_before {{integer}} not null,
  due_time {{integer}} not null,
  expires_time {{integer}} not null,
  state {{text}} not null,
  attempts {{integer}} not null,
  claim_time {{integer}},
  sent_time {{integer}},
  reference {{text}} not null,
  reason {{text}} not null
) {{rows}};
create index outbox_by_claim_time on outbox (claim_time, channel) where claim_time is not null;
create index outbox_by_event on outbox (event_id, registration_id);
create index outbox_by_booking on outbox (booking_id) where booking_id is not null;
create index outbox_failed on outbox (id) where state = 'failed';
