-- The first of an event under a status is found at once.
drop index registration_by_event;
create index registration_by_event on registration (event_id, status, id);
