-- Drafts that nobody has ever seen may be deleted; what a followed calendar has of them does not come back.

alter table event add column was_shown {{integer}} not null default 0;
update event set was_shown = 1 where publication_status <> 'draft'
or exists (select 1 from event_change c where c.event_id = event.id and c.kind in ('published', 'approved'))
or exists (select 1 from event_change c join event_change_field f on f.change_id = c.id
  where c.event_id = event.id and f.field = 'publication_status');

-- recurrence_id: 0 for what does not recur.
create table removed_date (
  subscription_id {{integer}} not null references subscription (id) on delete cascade,
  uid {{text}} not null,
  recurrence_id {{integer}} not null,
  name {{text}} not null,
  start_time {{integer}} not null,
  primary key (subscription_id, uid, recurrence_id)
) {{keyed}};
