-- A new row goes to the end of its indexes, or near it, however many there are.

-- In runs of 16384 registrations: who looks for a contact looks into each run.
drop index registration_by_phone;
drop index registration_by_email;
create index registration_by_phone on registration ((id / 16384), blind_phone) where blind_phone <> '';
create index registration_by_email on registration ((id / 16384), blind_email) where blind_email <> '';

drop index outbox_by_event;
create index outbox_by_registration on outbox (registration_id) where registration_id is not null;
create index outbox_by_event on outbox (event_id) where registration_id is null;
