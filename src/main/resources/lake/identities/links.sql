-- A row is the link of an id that counts: its latest that is not to itself, by time of the event,
-- then of receipt, then by the record's id. It is where chains begin: each of one link.
-- Unique by user_id. Rebuilt from processed.alias_calls.
with ranked as (
  select
    *,
    row_number() over (
      partition by user_id
      order by linked_at desc, received_at desc, id desc, coalesce(source, '') desc, linked_to desc
    ) as place
  from processed.alias_calls
  where user_id <> linked_to
),

aged as (
  select
    user_id,
    linked_to,
    linked_at,
    row_number() over (
      order by linked_at, received_at, id, coalesce(source, ''), user_id
    ) as age
  from ranked
  where place = 1
)

select
  user_id,
  linked_to,
  linked_at,
  age,
  linked_to as person_id,
  age as latest
from aged
