-- A row is one tracked event, and the person that it counts for.
-- Unique by source and id, where a missing source equals a missing one: the first received stays.
-- Rebuilt from raw.events and processed.identities.
--
-- A time up to 253402300799 is in seconds, above that in milliseconds. An event that claims a time
-- more than 400 days before its arrival, or more than a day after it, lies in the partition of its
-- arrival: those are the rows whose event_date is not the day of occurred_at.
with tracked as (
  select
    id,
    source,
    user_id,
    event_name,
    metadata,
    date_add(
      'millisecond',
      case when timestamp_utc > 253402300799 then timestamp_utc else timestamp_utc * 1000 end,
      timestamp '1970-01-01 00:00:00.000'
    ) as occurred_at,
    cast(replace(substr(received_at, 1, 23), 'T', ' ') as timestamp) as received_at,
    source_filename
  from raw.events
  where type = 'track'
),

doubled as (
  select id as doubled_id
  from tracked
  group by id
  having count(*) > 1
),

ranked as (
  select
    tracked.*,
    row_number() over (
      partition by id, source
      order by received_at, source_filename, occurred_at, user_id, event_name, metadata
    ) as place
  from tracked
  inner join doubled on doubled.doubled_id = tracked.id
),

kept as (
  select tracked.*
  from tracked
  left join doubled on doubled.doubled_id = tracked.id
  where doubled.doubled_id is null
  union all
  select
    id, source, user_id, event_name, metadata, occurred_at, received_at, source_filename
  from ranked
  where place = 1
)

select
  case
    when kept.occurred_at < kept.received_at - interval '400' day
      then cast(kept.received_at as date)
    when kept.occurred_at > kept.received_at + interval '1' day
      then cast(kept.received_at as date)
    else cast(kept.occurred_at as date)
  end as event_date,
  kept.id,
  kept.source,
  kept.user_id,
  coalesce(identities.person_id, kept.user_id) as person_id,
  kept.event_name,
  kept.metadata,
  kept.occurred_at,
  kept.received_at,
  build.built_at as etl_timestamp,
  kept.source_filename
from kept
cross join build
left join processed.identities on identities.user_id = kept.user_id
