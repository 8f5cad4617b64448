-- What a translation was written against, which text is the original, and what a machine wrote; and what participants
-- are given to read.

-- The digest of the original; 0: nobody knows.
alter table event_text add column against {{integer}} not null default 0;
alter table event_text add column changed_time {{integer}} not null default 0;
-- Of the name alone.
alter table event_text add column is_original {{integer}} not null default 0;
alter table event_text add column machine_made {{integer}} not null default 0;

create table material_file (
  id {{id}},
  organisation_id {{integer}} not null references organisation (id),
  name {{text}} not null,
  media_type {{text}} not null,
  size {{integer}} not null,
  digest {{text}} not null
) {{rows}};
create index material_file_by_organisation on material_file (organisation_id);

-- In base64: columns are numbers and texts.
create table material_chunk (
  file_id {{integer}} not null references material_file (id) on delete cascade,
  position {{integer}} not null,
  bytes {{text}} not null,
  primary key (file_id, position)
) {{rows}};

-- A link, or a file; several materials may share a file.
create table material (
  id {{id}},
  event_id {{integer}} references event (id) on delete cascade,
  series_id {{integer}} references series (id) on delete cascade,
  organisation_id {{integer}} not null references organisation (id),
  title {{text}} not null,
  language {{text}} not null,
  for_registered {{integer}} not null,
  url {{text}} not null,
  file_id {{integer}} references material_file (id),
  added_time {{integer}} not null,
  check ((event_id is null) <> (series_id is null))
) {{rows}};
create index material_by_event on material (event_id) where event_id is not null;
create index material_by_series on material (series_id) where series_id is not null;
create index material_by_file on material (file_id) where file_id is not null;
