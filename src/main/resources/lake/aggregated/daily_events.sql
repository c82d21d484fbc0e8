-- A row is one kind of event on one day: how many there were, and of how many people.
-- Unique by event_date and event_name. Rebuilt from processed.events.
select
  event_date,
  event_name,
  count(*) as events,
  count(distinct person_id) as people
from processed.events
group by event_date, event_name
