-- Events are found by the words that domain/search_words.hpp makes of them, and by what lists are narrowed by.

drop table event_search;
-- sort_key: by start.
sqlite: create table event_search (
  sort_key integer primary key,
  event_id integer not null unique references event (id) on delete cascade,
  place text not null,
  words text not null
) strict;
postgresql: create table event_search (
  event_id bigint primary key references event (id) on delete cascade,
  sort_key bigint not null,
  place text collate "C" not null,
  words text collate "C" not null,
  lexemes tsvector generated always as (array_to_tsvector(string_to_array(words, ' '))) stored
);
postgresql: create index event_search_by_key on event_search (sort_key);
-- Words are found at once, also those that have just been entered.
postgresql: create index event_search_by_word on event_search using gin (lexemes) with (fastupdate = off);

-- Only the index is kept there; the words stand in event_search, a mark before each.
sqlite: create virtual table event_words using fts5(
  words, content = 'event_search', content_rowid = 'sort_key', tokenize = 'ascii', prefix = '3 4', detail = 'none'
);
sqlite: create trigger event_search_added after insert on event_search begin
  insert into event_words (rowid, words) values (new.sort_key, new.words); end;
sqlite: create trigger event_search_removed after delete on event_search begin
  insert into event_words (event_words, rowid, words) values ('delete', old.sort_key, old.words); end;

-- Every word that was ever indexed: what begins with a word is looked up here, and then found word by word, since FTS5
-- reads beginnings to their end before it gives the first event.
sqlite: create table search_word (word text primary key) strict, without rowid;

index events;

create index event_search_by_place on event_search (place);

drop index event_by_municipality;
create index event_by_municipality on event (municipality, publication_status, end_time);
create index event_by_time on event (start_time, id, end_time);
-- The longest of all is found at once.
create index event_by_length on event ((end_time - start_time));
