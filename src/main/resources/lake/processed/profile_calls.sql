-- A row is one call of /profile.
-- Unique by source and id, where a missing source equals a missing one: the first received stays.
-- Rebuilt from raw.events. It holds what processed.profiles is rebuilt from, so that a build need
-- not read all of raw again.
with profiles as (
  select
    id,
    source,
    user_id,
    attributes,
    date_add(
      'millisecond',
      case when timestamp_utc > 253402300799 then timestamp_utc else timestamp_utc * 1000 end,
      timestamp '1970-01-01 00:00:00.000'
    ) as updated_at,
    cast(replace(substr(received_at, 1, 23), 'T', ' ') as timestamp) as received_at,
    source_filename
  from raw.events
  where type = 'profile'
),

ranked as (
  select
    *,
    row_number() over (
      partition by id, source
      order by received_at, source_filename, updated_at, user_id, attributes
    ) as place
  from profiles
)

select
  id,
  source,
  user_id,
  attributes,
  updated_at,
  received_at,
  source_filename
from ranked
where place = 1
