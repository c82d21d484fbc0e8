-- A row is one person who has a profile: for each key the latest value, over all linked ids, by
-- time of the event, then of receipt, then by the record's id. Keys are in order.
-- Unique by person_id; first_seen_at and updated_at are the times of its first and last call.
-- Rebuilt from processed.profile_calls and processed.identities.
with calls as (
  select
    coalesce(identities.person_id, profile_calls.user_id) as person_id,
    cast(json_parse(profile_calls.attributes) as map(varchar, json)) as attributes,
    profile_calls.updated_at,
    profile_calls.received_at,
    profile_calls.id,
    coalesce(profile_calls.source, '') as source
  from processed.profile_calls
  left join processed.identities on identities.user_id = profile_calls.user_id
),

names as (
  select calls.id, calls.source, names.name, names.nth
  from calls
  cross join unnest(map_keys(calls.attributes)) with ordinality as names (name, nth)
),

contents as (
  select calls.id, calls.source, contents.content, contents.nth
  from calls
  cross join unnest(map_values(calls.attributes)) with ordinality as contents (content, nth)
),

entries as (
  select
    calls.person_id,
    names.name,
    coalesce(json_format(contents.content), 'null') as content,
    row_number() over (
      partition by calls.person_id, names.name
      order by calls.updated_at desc, calls.received_at desc, calls.id desc, calls.source desc
    ) as place
  from calls
  inner join names on names.id = calls.id and names.source = calls.source
  inner join contents
    on contents.id = names.id and contents.source = names.source and contents.nth = names.nth
),

merged as (
  select
    person_id,
    json_format(cast(map_agg(name, json_parse(content)) as json)) as attributes
  from entries
  where place = 1
  group by person_id
),

times as (
  select
    person_id,
    min(updated_at) as first_seen_at,
    max(updated_at) as updated_at
  from calls
  group by person_id
)

select
  times.person_id,
  coalesce(merged.attributes, '{}') as attributes,
  times.first_seen_at,
  times.updated_at
from times
left join merged on merged.person_id = times.person_id
