-- A row is one refused event or body, with the first of its faults.
-- Unique by source and id, where a missing source equals a missing one: the first received stays.
-- Rebuilt from raw.rejected. A body that is not text is there only, in base64.
with ranked as (
  select
    id,
    source,
    cast(replace(substr(received_at, 1, 23), 'T', ' ') as timestamp) as received_at,
    path,
    json_extract_scalar(json_parse(errors), '$[0].code') as code,
    json_extract_scalar(json_parse(errors), '$[0].pointer') as pointer,
    body,
    source_filename,
    row_number() over (
      partition by id, source
      order by received_at, source_filename, path, errors, body
    ) as place
  from raw.rejected
  where type = 'rejected'
)

select
  received_at,
  path,
  code,
  pointer,
  body,
  id,
  source,
  source_filename
from ranked
where place = 1
