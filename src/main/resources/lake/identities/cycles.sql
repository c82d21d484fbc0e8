-- A row is a link that is dropped: the latest one of a cycle.
-- Unique by user_id. Rebuilt from identities.chains, when all are longer than there are links.
with endless as (
  select here.*
  from identities.chains as here
  inner join identities.chains as further on further.user_id = here.person_id
),

ends as (
  select distinct person_id as user_id
  from endless
)

select
  endless.user_id,
  endless.linked_to,
  endless.linked_at
from endless
inner join ends on ends.user_id = endless.user_id
where endless.age = endless.latest
