-- A row is one visit of a person: 30 minutes of silence end it.
-- Unique by person_id and started_at. Rebuilt from processed.events.
-- An event that claims a time far from its arrival counts when it arrived.
with timed as (
  select
    person_id,
    case when event_date = cast(occurred_at as date) then occurred_at else received_at end as moment
  from processed.events
),

spaced as (
  select
    person_id,
    moment,
    lag(moment) over (partition by person_id order by moment) as before
  from timed
),

marked as (
  select
    person_id,
    moment,
    case when before is null or moment >= before + interval '30' minute then 1 else 0 end as starts
  from spaced
),

numbered as (
  select
    person_id,
    moment,
    sum(starts) over (partition by person_id order by moment) as session
  from marked
)

select
  person_id,
  min(moment) as started_at,
  max(moment) as ended_at,
  count(*) as events
from numbered
group by person_id, session
