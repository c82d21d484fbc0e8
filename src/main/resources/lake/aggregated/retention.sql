-- A row is a cohort, the people whose first event was in the week of this Monday (UTC), in one of
-- the weeks since, of which 0 is their first: how many they are, and how many did something then.
-- Only weeks that have ended. Unique by cohort_week and week.
-- Rebuilt from aggregated.sessions: between the first and the last event of a session there is one
-- at least every 30 minutes, so its weeks are those in which the person was active.
with present as (
  select cast(date_trunc('week', built_at) as date) as week_start
  from build
),

spans as (
  select distinct
    person_id,
    cast(date_trunc('week', started_at) as date) as first_week,
    cast(date_trunc('week', ended_at) as date) as last_week
  from aggregated.sessions
),

active as (
  select distinct
    spans.person_id,
    cast(weeks.week_start as date) as week_start
  from spans
  cross join unnest(
    sequence(spans.first_week, spans.last_week, interval '7' day)
  ) as weeks (week_start)
),

people as (
  select
    person_id,
    min(week_start) as cohort_week
  from active
  group by person_id
),

cohorts as (
  select
    people.cohort_week,
    date_diff('week', people.cohort_week, present.week_start) as weeks,
    count(*) as people
  from people
  cross join present
  where people.cohort_week < present.week_start
  group by people.cohort_week, present.week_start
),

returns as (
  select
    people.cohort_week,
    date_diff('week', people.cohort_week, active.week_start) as week,
    count(*) as returned
  from people
  inner join active on active.person_id = people.person_id
  group by people.cohort_week, active.week_start
)

select
  cohorts.cohort_week,
  numbers.week,
  cohorts.people,
  coalesce(returns.returned, 0) as returned
from cohorts
cross join unnest(sequence(0, cohorts.weeks - 1)) as numbers (week)
left join returns
  on returns.cohort_week = cohorts.cohort_week and returns.week = numbers.week
