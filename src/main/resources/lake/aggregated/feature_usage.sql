-- A row is what one person did with one feature: when first and last, and how often.
-- Unique by person_id and event_name. Rebuilt from processed.events.
-- An event that claims a time far from its arrival counts when it arrived.
with timed as (
  select
    person_id,
    event_name,
    case when event_date = cast(occurred_at as date) then occurred_at else received_at end as moment
  from processed.events
)

select
  person_id,
  event_name,
  min(moment) as first_at,
  max(moment) as last_at,
  count(*) as events
from timed
group by person_id, event_name
