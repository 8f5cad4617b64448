-- Offers, codes, invitations, questions, several dates at once, and what becomes of people's data.

alter table event add column confirmed_children {{integer}} not null default 0;
update event set confirmed_children = (select count(*) from person p join registration r on r.id = p.registration_id
  where r.event_id = event.id and r.status = 'confirmed' and p.child_age is not null);
alter table event add column waiting_list_offer_minutes {{integer}};
alter table event add column invited_only {{integer}} not null default 0;
alter table event add column phone_code_required {{integer}} not null default 0;
alter table event add column maximum_parties_per_contact {{integer}};
alter table event add column asks_name {{integer}} not null default 1;
alter table event add column asks_interpreter_language {{integer}} not null default 1;
alter table event add column asks_accessibility {{integer}} not null default 1;

-- Its words are in event_text: "question:<key>:label", "question:<key>:reason", "question:<key>:choice:<choice>".
create table event_question (
  event_id {{integer}} not null references event (id) on delete cascade,
  position {{integer}} not null,
  key {{text}} not null,
  type {{text}} not null,
  required {{integer}} not null,
  primary key (event_id, position)
) {{keyed}};

create table event_question_choice (
  event_id {{integer}} not null references event (id) on delete cascade,
  question {{text}} not null,
  position {{integer}} not null,
  key {{text}} not null,
  primary key (event_id, question, position)
) {{keyed}};

-- What registrations that are gone have become.
create table event_attendance (
  event_id {{integer}} not null references event (id) on delete cascade,
  measure {{text}} not null,
  key {{text}} not null,
  count {{integer}} not null,
  primary key (event_id, measure, key)
) {{keyed}};

create table invitation (
  id {{id}},
  event_id {{integer}} not null references event (id),
  name {{text}} not null, -- sealed
  phone {{text}} not null, -- sealed
  email {{text}} not null, -- sealed
  blind_phone {{text}} not null,
  blind_email {{text}} not null,
  language {{text}} not null,
  link_seed {{text}} not null,
  token_hash {{text}} not null unique,
  created_time {{integer}} not null,
  revoked_time {{integer}},
  registration_id {{integer}}
) {{rows}};
create index invitation_by_event on invitation (event_id);
create index invitation_by_phone on invitation (blind_phone);
create index invitation_by_email on invitation (blind_email);

alter table registration add column verified {{integer}} not null default 1;
alter table registration add column wrong_codes {{integer}} not null default 0;
alter table registration add column expires_time {{integer}};
alter table registration add column end_reason {{text}} not null default '';
alter table registration add column party_key {{text}};
alter table registration add column invitation_id {{integer}};
alter table registration add column walk_in {{integer}} not null default 0;
create index registration_by_phone on registration (blind_phone) where blind_phone <> '';
create index registration_by_email on registration (blind_email) where blind_email <> '';
create index registration_by_party on registration (party_key) where party_key is not null;
create index registration_by_expiry on registration (expires_time) where expires_time is not null;

alter table outbox add column invitation_id {{integer}};
create index outbox_by_invitation on outbox (invitation_id) where invitation_id is not null;

create table consent_wording (
  version {{text}} not null,
  language {{text}} not null,
  text {{text}} not null,
  primary key (version, language)
) {{keyed}};

-- Refers to registrations and accounts that may be gone.
create table audit_log (
  id {{id}},
  time {{integer}} not null,
  account_id {{integer}},
  actor {{text}} not null,
  action {{text}} not null,
  event_id {{integer}},
  registration_id {{integer}},
  detail {{text}} not null
) {{rows}};
create index audit_log_by_time on audit_log (time);
