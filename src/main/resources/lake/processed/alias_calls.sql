-- A row is one call of /alias: from linked_at on, user_id is known as linked_to.
-- Unique by source and id, where a missing source equals a missing one: the first received stays.
-- Rebuilt from raw.events. It holds what processed.identities is rebuilt from, so that a build
-- need not read all of raw again.
with aliases as (
  select
    id,
    source,
    original_user_id as user_id,
    new_user_id as linked_to,
    date_add(
      'millisecond',
      case when timestamp_utc > 253402300799 then timestamp_utc else timestamp_utc * 1000 end,
      timestamp '1970-01-01 00:00:00.000'
    ) as linked_at,
    cast(replace(substr(received_at, 1, 23), 'T', ' ') as timestamp) as received_at,
    source_filename
  from raw.events
  where type = 'alias'
),

ranked as (
  select
    *,
    row_number() over (
      partition by id, source
      order by received_at, source_filename, linked_at, user_id, linked_to
    ) as place
  from aliases
)

select
  id,
  source,
  user_id,
  linked_to,
  linked_at,
  received_at,
  source_filename
from ranked
where place = 1
