-- What a followed calendar wants and could not be given, what it has cancelled itself, and what a template gives to read.

alter table subscribed_event add column wanted_start_time {{integer}};
alter table subscribed_event add column wanted_end_time {{integer}};
alter table subscribed_event add column wanted_time_zone {{text}} not null default '';
alter table subscribed_event add column wanted_place_name {{text}} not null default '';
alter table subscribed_event add column wanted_street_address {{text}} not null default '';
alter table subscribed_event add column wanted_municipality {{text}} not null default '';
alter table subscribed_event add column wanted_online_url {{text}} not null default '';
-- Until now its reason told; who signed in and cancelled with the same words is nobody's calendar.
alter table subscribed_event add column cancelled_by_it {{integer}} not null default 0;
update subscribed_event set cancelled_by_it = 1
where event_id in (
  select e.id from event e join event_text t on t.event_id = e.id
  where e.status = 'EventCancelled' and t.field = 'cancellation_reason' and t.text in (
    'Järjestäjä on perunut tilaisuuden.', 'The organiser has cancelled the event.', 'ألغى المنظم الفعالية.'))
and not exists (
  select 1 from event_change c
  where c.id = (select max(o.id) from event_change o where o.event_id = subscribed_event.event_id and o.kind = 'cancelled')
  and c.account_id is not null);

create table template_material (
  id {{id}},
  template_id {{integer}} not null references event_template (id) on delete cascade,
  organisation_id {{integer}} not null references organisation (id),
  title {{text}} not null,
  language {{text}} not null,
  for_registered {{integer}} not null,
  url {{text}} not null,
  file_id {{integer}} references material_file (id),
  added_time {{integer}} not null
) {{rows}};
create index template_material_by_template on template_material (template_id);
create index template_material_by_file on template_material (file_id) where file_id is not null;
