-- What an organisation's events begin with, and who hears what became of what they handed in.

create table event_template (
  id {{id}},
  organisation_id {{integer}} not null references organisation (id),
  name {{text}} not null,
  content {{text}} not null,
  last_modified_time {{integer}} not null,
  version {{integer}} not null,
  unique (organisation_id, name)
) {{rows}};

alter table approval add column submitted_by_account {{integer}};
