-- Files on their way in, and how the columns of an organisation's files are to be read.

create table import_file (
  id {{id}},
  token_hash {{text}} not null unique,
  account_id {{integer}} not null references account (id) on delete cascade,
  organisation_id {{integer}} references organisation (id),
  name {{text}} not null, -- sealed
  expires_time {{integer}} not null
) {{rows}};
create index import_file_by_account on import_file (account_id, id);
create index import_file_by_expiry on import_file (expires_time);

-- Its bytes, a piece at a time, so that no row is large.
create table import_piece (
  id {{id}},
  file_id {{integer}} not null references import_file (id) on delete cascade,
  position {{integer}} not null,
  content {{text}} not null, -- sealed
  unique (file_id, position)
) {{rows}};

create table import_mapping (
  organisation_id {{integer}} not null references organisation (id),
  headings_hash {{text}} not null,
  mapping {{text}} not null,
  used_time {{integer}} not null,
  primary key (organisation_id, headings_hash)
) {{keyed}};
