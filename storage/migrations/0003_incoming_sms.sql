-- What people wrote to us by SMS and no rule could answer.

create table incoming_sms (
  id {{id}},
  phone {{text}} not null, -- sealed
  blind_phone {{text}} not null,
  text {{text}} not null, -- sealed
  time {{integer}} not null,
  handled_time {{integer}}
) {{rows}};
create index incoming_sms_by_phone on incoming_sms (blind_phone);
create index incoming_sms_by_time on incoming_sms (time);

-- What the number was registered for then.
create table incoming_sms_event (
  incoming_sms_id {{integer}} not null references incoming_sms (id) on delete cascade,
  event_id {{integer}} not null references event (id) on delete cascade,
  primary key (incoming_sms_id, event_id)
) {{keyed}};
create index incoming_sms_event_by_event on incoming_sms_event (event_id, incoming_sms_id);

-- Gateways deliver some messages twice. Keyed hashes: of the gateway's own id, or of number and text.
create table incoming_sms_key (
  key {{text}} primary key,
  time {{integer}} not null
) {{keyed}};
create index incoming_sms_key_by_time on incoming_sms_key (time);
