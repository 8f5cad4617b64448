-- Whoever deletes an event removes what is about it first. To ask every message whether it is about a deleted event, as
-- the key did, takes longer the more of them there are.
alter table outbox add column about_event {{integer}};
update outbox set about_event = event_id;
drop index outbox_by_event;
alter table outbox drop column event_id;
alter table outbox rename column about_event to event_id;
create index outbox_by_event on outbox (event_id) where registration_id is null;
