-- Whom the public asks, and which dates of several were refused, for who asks again with the same key.

alter table organisation add column phone {{text}} not null default '';
alter table organisation add column email {{text}} not null default '';

create table refused_date (
  party_key {{text}} not null,
  event_id {{integer}} not null references event (id) on delete cascade,
  refusal {{text}} not null,
  primary key (party_key, event_id)
) {{keyed}};
create index refused_date_by_event on refused_date (event_id);
