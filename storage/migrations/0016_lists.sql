-- Lists cost what they show and count, however many events there are.

-- Whether every place is taken. It changes when the last place goes or comes back, and what a registration counts stays
-- in no index.
alter table event add column is_full {{integer}} not null default 0;
update event set is_full = 1 where confirmed_persons >= maximum_attendee_capacity;
-- Where registration may be open. Lists name this condition word by word.
create index event_open on event (
  start_time, id, publication_status, end_time, enrolment_start_time, enrolment_end_time
) where is_full = 0 and status <> 'EventCancelled' and external_registration_url = '' and invited_only = 0;

-- A gin gives all that it holds of a word before the first can be told, and in no order. Here, as in SQLite's
-- event_words, each word's events stand by start.
postgresql: drop index event_search_by_word;
postgresql: alter table event_search drop column lexemes;
postgresql: create table event_token (
  token text collate "C" not null, sort_key bigint not null, event_id bigint not null);
postgresql: insert into event_token (token, sort_key, event_id)
  select unnest(string_to_array(words, ' ')), sort_key, event_id from event_search order by 1, 2, 3;
postgresql: alter table event_token add primary key (token, sort_key, event_id);
postgresql: create function event_search_added() returns trigger language plpgsql as $$ begin
  insert into event_token (token, sort_key, event_id)
    select unnest(string_to_array(new.words, ' ')), new.sort_key, new.event_id; return null; end $$;
postgresql: create function event_search_removed() returns trigger language plpgsql as $$ begin
  delete from event_token where token = any(string_to_array(old.words, ' ')) and sort_key = old.sort_key
    and event_id = old.event_id; return null; end $$;
postgresql: create trigger event_search_added after insert on event_search
  for each row execute function event_search_added();
postgresql: create trigger event_search_removed after delete on event_search
  for each row execute function event_search_removed();
