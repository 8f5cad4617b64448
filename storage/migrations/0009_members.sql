-- People belong to several organisations, are invited by link, and hand in what has to be approved.

alter table organisation add column kind {{text}} not null default 'other';
alter table organisation add column approved_by {{integer}} references organisation (id);

create table membership (
  account_id {{integer}} not null references account (id) on delete cascade,
  organisation_id {{integer}} not null references organisation (id),
  role {{text}} not null,
  since {{integer}} not null,
  primary key (account_id, organisation_id)
) {{keyed}};
create index membership_by_organisation on membership (organisation_id, account_id);

-- What an account was until now is its first membership.
insert into membership (account_id, organisation_id, role, since)
  select id, organisation_id, role, {{now}} from account where organisation_id is not null and role <> 'admin';
insert into membership (account_id, organisation_id, role, since)
  select id, organisation_id, 'manager', {{now}} from account where organisation_id is not null and role = 'admin';
alter table account add column administers {{integer}} not null default 0;
update account set administers = 1 where role = 'admin';
alter table account drop column role;
alter table account drop column organisation_id;
alter table account add column email {{text}} not null default '';
seal account.email;
alter table account add column blind_email {{text}} not null default '';
alter table account add column language {{text}} not null default 'fi';
create unique index account_by_email on account (blind_email) where blind_email <> '';

alter table account_session add column organisation_id {{integer}};
alter table account_session add column device {{text}} not null default '';
alter table account_session add column last_used_time {{integer}} not null default 0;
update account_session set last_used_time = created_time;
create index account_session_by_account on account_session (account_id);

alter table api_token add column expires_time {{integer}};

create table account_link (
  id {{id}},
  purpose {{text}} not null,
  account_id {{integer}} references account (id) on delete cascade,
  organisation_id {{integer}} references organisation (id),
  role {{text}} not null,
  email {{text}} not null, -- sealed
  blind_email {{text}} not null,
  language {{text}} not null,
  link_seed {{text}} not null,
  token_hash {{text}} not null unique,
  made_by {{integer}},
  created_time {{integer}} not null,
  expires_time {{integer}} not null,
  used_time {{integer}},
  revoked_time {{integer}}
) {{rows}};
create index account_link_by_organisation on account_link (organisation_id, expires_time);
create index account_link_by_account on account_link (account_id) where account_id is not null;
create index account_link_by_expiry on account_link (expires_time);

create table approval (
  event_id {{integer}} primary key references event (id) on delete cascade,
  decided_on_by {{integer}} not null references organisation (id),
  publication_status {{text}} not null,
  state {{text}} not null,
  submitted_by {{text}} not null,
  submitted_time {{integer}} not null,
  decided_by {{text}} not null,
  decided_time {{integer}},
  reason {{text}} not null
) {{rows}};
create index approval_waiting on approval (decided_on_by, submitted_time) where state = 'submitted';

-- Messages about an account are about no event.
alter table outbox add column about_event {{integer}} references event (id);
update outbox set about_event = event_id;
drop index outbox_by_event;
alter table outbox drop column event_id;
alter table outbox rename column about_event to event_id;
create index outbox_by_event on outbox (event_id) where registration_id is null;
alter table outbox add column account_link_id {{integer}} references account_link (id);
create index outbox_by_account_link on outbox (account_link_id) where account_link_id is not null;
