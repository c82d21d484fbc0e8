-- A row is an id that a build looks at again: each that was named, their persons, and all ids of
-- these. Whoever is linked to each other has the same person, so nobody else is concerned.
-- Unique by user_id.
-- Rebuilt from identities.named_ids, processed.alias_calls, and processed.identities as they were.
with linked as (
  select user_id
  from identities.named_ids
  union
  select alias_calls.linked_to as user_id
  from processed.alias_calls
  inner join identities.named_ids on named_ids.user_id = alias_calls.user_id
),

persons as (
  select distinct coalesce(identities.person_id, linked.user_id) as person_id
  from linked
  left join processed.identities on identities.user_id = linked.user_id
),

found as (
  select user_id
  from linked
  union
  select person_id as user_id
  from persons
  union
  select identities.user_id
  from processed.identities
  inner join persons on persons.person_id = identities.person_id
)

select
  user_id
from found
