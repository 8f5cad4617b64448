-- Interpreters, what is written of their bookings, and why staff moved somebody are sealed like the rest.
-- "seal table.column;" seals what stands there already; the column holds ciphertext from then on.

-- Nobody there is left whom these tell of.
update audit_log set detail = '' where detail <> '' and registration_id is not null
  and not exists (select 1 from registration r where r.id = audit_log.registration_id);
seal audit_log.detail;
create index audit_log_with_detail on audit_log (registration_id) where detail <> '';

seal interpreter.name;
seal interpreter_booking.topic;
seal interpreter_booking.materials;
create index interpreter_booking_with_contact on interpreter_booking (end_time) where contact_person <> '';

-- Who was entered before this counts as entered now.
alter table interpreter add column created_time {{integer}} not null default 0;
update interpreter set created_time = {{now}};
