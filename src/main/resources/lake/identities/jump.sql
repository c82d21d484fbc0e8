-- A row is the chain of one id, twice as long as before: person_id is where it leads to, latest the
-- age of the latest link on its way.
-- Unique by user_id. Rebuilt from identities.chains, until it changes nothing, or until the chains
-- are longer than there are links: those that still lead on then go round in a cycle.
select
  here.user_id,
  here.linked_to,
  here.linked_at,
  here.age,
  coalesce(further.person_id, here.person_id) as person_id,
  case when further.latest > here.latest then further.latest else here.latest end as latest
from identities.chains as here
left join identities.chains as further on further.user_id = here.person_id
