// What the charts show, as queries that one can take over and change.

export const QUERIES = {
  figures: `-- The last 7 days that have ended, and the 7 before.
with bounds as (
  select least(max(event_date), cast(now() at time zone 'UTC' as date) - 1) as last_day
  from aggregated.daily_events
),

visits as (
  select person_id, cast(started_at as date) as day from aggregated.sessions
  union all
  select person_id, cast(ended_at as date) from aggregated.sessions
),

active as (
  select
    count(distinct person_id) filter (where day > last_day - 7) as people,
    count(distinct person_id) filter (where day <= last_day - 7) as people_before
  from visits, bounds
  where day <= last_day and day > last_day - 14
),

starts as (
  select person_id, cast(min(first_at) as date) as day
  from aggregated.feature_usage
  group by person_id
),

fresh as (
  select
    count(*) filter (where day > last_day - 7) as new_people,
    count(*) filter (where day <= last_day - 7) as new_people_before
  from starts, bounds
  where day <= last_day and day > last_day - 14
),

happened as (
  select
    coalesce(sum(events) filter (where event_date > last_day - 7), 0) as events,
    coalesce(sum(events) filter (where event_date <= last_day - 7), 0) as events_before
  from aggregated.daily_events, bounds
  where event_date <= last_day and event_date > last_day - 14
)

select * from bounds, active, fresh, happened`,

  retention: `-- Of the people whose first event was in a week: how many did something in a later one.
select cohort_week, week, people, returned
from aggregated.retention
where cohort_week > (select max(cohort_week) from aggregated.retention) - 364
order by cohort_week, week`,

  drivers: `-- Who did this in their first 7 days, and came back in a later week, against all others.
select *
from aggregated.retention_drivers
where week <= 12
order by week, lift desc nulls last, event_name`,

  days: `-- People and events of each day (UTC).
with visits as (
  select person_id, cast(started_at as date) as day
  from aggregated.sessions
  union all
  select person_id, cast(unnest(generate_series(
    cast(started_at as date) + 1, cast(ended_at as date), interval 1 day)) as date)
  from aggregated.sessions
  where cast(ended_at as date) > cast(started_at as date)
),

people as (
  select day, count(distinct person_id) as people
  from visits
  group by day
),

happened as (
  select event_date as day, sum(events) as events
  from aggregated.daily_events
  group by event_date
)

select day, coalesce(people, 0) as people, events
from happened
left join people using (day)
order by day`,

  features: `-- The last 28 days: who did it, of all who did anything; and how often.
with bounds as (
  select max(event_date) as last_day from aggregated.daily_events
),

users as (
  select event_name, count(*) as people
  from aggregated.feature_usage, bounds
  where cast(last_at as date) > last_day - 28
  group by event_name
),

everybody as (
  select count(distinct person_id) as of_people
  from aggregated.feature_usage, bounds
  where cast(last_at as date) > last_day - 28
),

happened as (
  select event_name, sum(events) as events
  from aggregated.daily_events, bounds
  where event_date > last_day - 28
  group by event_name
)

select event_name, people, of_people, events, last_day
from users
join happened using (event_name), everybody, bounds
order by people desc, event_name`,
};

export const EXAMPLES = [
  ["Newest events", `select received_at, person_id, event_name, metadata
from processed.events
order by received_at desc
limit 100`],
  ["People by plan", `-- An attribute of profiles; take one of yours.
select attributes ->> 'plan' as plan, count(*) as people
from processed.profiles
group by all
order by people desc`],
  ["Events by weekday", `select dayname(event_date) as weekday, sum(events) as events
from aggregated.daily_events
group by weekday, dayofweek(event_date)
order by dayofweek(event_date)`],
  ["One person's way", `select occurred_at, event_name, metadata
from processed.events
where person_id = (select person_id from aggregated.feature_usage order by events desc limit 1)
order by occurred_at`],
  ["Length of visits", `select
  date_trunc('week', started_at) as week,
  count(*) as visits,
  round(avg(date_diff('second', started_at, ended_at)) / 60, 1) as minutes
from aggregated.sessions
group by week
order by week`],
  ["Why events are refused", `select code, pointer, count(*) as refused, max(received_at) as last_at
from processed.rejected
group by all
order by refused desc`],
  ["Links to look at", `select kind, count(*) as links
from processed.link_reports
group by kind`],
];
