-- What the timetable asks is answered by these indexes alone: rows of events that overlap lie far apart, and each costs a
-- page (timetable.cpp). Registrations change none of these columns.
drop index event_by_room;
create index event_by_room on event (room_id, start_time, end_time, id, status, publication_status)
  where room_id is not null;
drop index event_by_town;
create index event_by_town on event (municipality, start_time, end_time, id, status, publication_status);
drop index event_long;
create index event_long on event (end_time, start_time, id, status, publication_status, municipality, room_id)
  where end_time - start_time > 28800;
drop index event_search_by_place;
create index event_search_by_place on event_search (place, sort_key, event_id);
