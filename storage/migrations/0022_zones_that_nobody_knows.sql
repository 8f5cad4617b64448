-- Which time zone of a calendar's event is not known. It stood behind the event's name, which the next reading replaces.
alter table subscription_problem add column zone {{text}} not null default '';
