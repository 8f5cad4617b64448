-- Interpreters who are asked for several dates of a series at once, by one link.

alter table interpreter_booking add column request_token_hash {{text}} not null default '';
create index interpreter_booking_by_request on interpreter_booking (request_token_hash) where request_token_hash <> '';
