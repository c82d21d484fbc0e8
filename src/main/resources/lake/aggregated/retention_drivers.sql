-- A row is a feature, and a week after the first one of those who did or did not use it: how many
-- they are, how many of them did something in that week, the ratio of the two rates, and the 95 %
-- interval on the log of that ratio.
-- Used means in the person's first 7 days; of later weeks, only those that have ended for the
-- person's cohort count. Otherwise those who stayed longer would have used more, and everything
-- would look like a driver. For the same reason weeks start at 2: the first 7 days reach into week 1.
-- Unique by event_name and week. Rebuilt from aggregated.feature_usage and aggregated.sessions.
with present as (
  select cast(date_trunc('week', built_at) as date) as week_start
  from build
),

starts as (
  select
    person_id,
    min(first_at) as first_at
  from aggregated.feature_usage
  group by person_id
),

people as (
  select
    starts.person_id,
    starts.first_at,
    cast(date_trunc('week', starts.first_at) as date) as cohort_week,
    date_diff('week', cast(date_trunc('week', starts.first_at) as date), present.week_start) as weeks
  from starts
  cross join present
),

visits as (
  select distinct
    person_id,
    cast(date_trunc('week', started_at) as date) as first_week,
    cast(date_trunc('week', ended_at) as date) as last_week
  from aggregated.sessions
),

active as (
  select distinct
    visits.person_id,
    date_diff('week', people.cohort_week, cast(weeks.week_start as date)) as week
  from visits
  inner join people on people.person_id = visits.person_id
  cross join unnest(
    sequence(visits.first_week, visits.last_week, interval '7' day)
  ) as weeks (week_start)
),

comebacks as (
  select
    active.person_id,
    active.week
  from active
  inner join people on people.person_id = active.person_id
  where active.week >= 2 and active.week < people.weeks
),

used as (
  select
    feature_usage.person_id,
    feature_usage.event_name,
    people.weeks
  from aggregated.feature_usage
  inner join people on people.person_id = feature_usage.person_id
  where feature_usage.first_at < people.first_at + interval '7' day
),

spans as (
  select weeks, count(*) as people
  from people
  where weeks > 2
  group by weeks
),

spans_with as (
  select event_name, weeks, count(*) as people
  from used
  where weeks > 2
  group by event_name, weeks
),

totals as (
  select numbers.week, sum(spans.people) as people
  from spans
  cross join unnest(sequence(2, spans.weeks - 1)) as numbers (week)
  group by numbers.week
),

totals_with as (
  select spans_with.event_name, numbers.week, sum(spans_with.people) as people
  from spans_with
  cross join unnest(sequence(2, spans_with.weeks - 1)) as numbers (week)
  group by spans_with.event_name, numbers.week
),

returned as (
  select week, count(*) as people
  from comebacks
  group by week
),

returned_with as (
  select used.event_name, comebacks.week, count(*) as people
  from comebacks
  inner join used on used.person_id = comebacks.person_id
  group by used.event_name, comebacks.week
),

counts as (
  select
    totals_with.event_name,
    totals_with.week,
    cast(totals_with.people as bigint) as people_with,
    coalesce(returned_with.people, 0) as returned_with,
    cast(totals.people - totals_with.people as bigint) as people_without,
    coalesce(returned.people, 0) - coalesce(returned_with.people, 0) as returned_without
  from totals_with
  inner join totals on totals.week = totals_with.week
  left join returned on returned.week = totals_with.week
  left join returned_with
    on returned_with.event_name = totals_with.event_name
    and returned_with.week = totals_with.week
),

rates as (
  select
    *,
    cast(returned_with as double) / nullif(cast(people_with as double), 0e0)
      / nullif(cast(returned_without as double) / nullif(cast(people_without as double), 0e0), 0e0)
      as lift
  from counts
),

errors as (
  select
    *,
    case
      when returned_with > 0 and returned_without > 0
        then sqrt(
          1e0 / cast(returned_with as double) - 1e0 / cast(people_with as double)
          + 1e0 / cast(returned_without as double) - 1e0 / cast(people_without as double)
        )
    end as error
  from rates
)

select
  event_name,
  week,
  people_with,
  returned_with,
  people_without,
  returned_without,
  lift,
  case when error is not null then exp(ln(lift) - 1.96e0 * error) end as ci_low,
  case when error is not null then exp(ln(lift) + 1.96e0 * error) end as ci_high
from errors
