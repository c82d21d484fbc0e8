-- A row is an id that a build looks at again: each that was named, their persons, and all ids of
-- these. Whoever is linked to each other has the same person, or has a refused link to that person,
-- so nobody else is concerned.
-- Unique by user_id.
-- Rebuilt from identities.named_ids, processed.alias_calls, and processed.identities and
-- processed.link_reports as they were.
with linked as (
  select user_id
  from identities.named_ids
  union
  select alias_calls.linked_to as user_id
  from processed.alias_calls
  inner join identities.named_ids on named_ids.user_id = alias_calls.user_id
),

merges as (
  select
    user_id,
    person_id
  from processed.link_reports
  where kind = 'merges-profiles'
),

persons as (
  select distinct coalesce(merges.person_id, identities.person_id, linked.user_id) as person_id
  from linked
  left join processed.identities on identities.user_id = linked.user_id
  left join merges on merges.user_id = coalesce(identities.person_id, linked.user_id)
),

apart as (
  select person_id
  from persons
  union
  select merges.user_id as person_id
  from merges
  inner join persons on persons.person_id = merges.person_id
),

found as (
  select user_id
  from linked
  union
  select person_id as user_id
  from apart
  union
  select identities.user_id
  from processed.identities
  inner join apart on apart.person_id = identities.person_id
)

select
  user_id
from found
