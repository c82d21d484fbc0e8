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
    lag(moment) over (partition by person_id order by moment) as before,
    lead(moment) over (partition by person_id order by moment) as after,
    row_number() over (partition by person_id order by moment) as place
  from timed
),

edges as (
  select
    person_id,
    moment,
    place,
    before is null or moment >= before + interval '30' minute as begins,
    after is null or after >= moment + interval '30' minute as ends
  from spaced
),

bounds as (
  select
    person_id,
    moment,
    place,
    begins,
    ends,
    lead(moment) over (partition by person_id order by place) as last_moment,
    lead(place) over (partition by person_id order by place) as last_place
  from edges
  where begins or ends
)

select
  person_id,
  moment as started_at,
  case when ends then moment else last_moment end as ended_at,
  case when ends then 1 else last_place - place + 1 end as events
from bounds
where begins
