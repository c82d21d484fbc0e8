-- A row is a link that someone should look at: "cycle" was dropped as the latest of a cycle, and
-- "merges-profiles" makes one person, person_id, of ids of which more than one has a profile.
-- Unique by kind and user_id.
-- Rebuilt from identities.chains before any link is refused, identities.cycles and
-- processed.profile_calls.
with holders as (
  select distinct
    profile_calls.user_id,
    coalesce(chains.person_id, profile_calls.user_id) as person_id
  from processed.profile_calls
  left join identities.chains on chains.user_id = profile_calls.user_id
),

shared as (
  select person_id
  from holders
  group by person_id
  having count(*) > 1
)

select
  'cycle' as kind,
  cycles.user_id,
  cycles.linked_to,
  cycles.linked_at,
  cycles.user_id as person_id
from identities.cycles
union all
select
  'merges-profiles' as kind,
  chains.user_id,
  chains.linked_to,
  chains.linked_at,
  chains.person_id
from identities.chains
inner join holders on holders.user_id = chains.user_id
inner join shared on shared.person_id = chains.person_id
