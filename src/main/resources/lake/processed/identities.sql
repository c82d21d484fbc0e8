-- A row is one linked id, and the person at the end of its chain.
-- Unique by user_id; an id without a row is its own person.
-- Rebuilt from processed.alias_calls: identities/links.sql, then identities/jump.sql again and
-- again, without the links of identities/cycles.sql.
select
  user_id,
  person_id,
  linked_at
from identities.chains
