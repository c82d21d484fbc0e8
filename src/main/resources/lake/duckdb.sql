-- What the models call by Trino's names, for DuckDB. A statement ends with a semicolon at the end
-- of a line.

create macro date_add(unit, amount, moment) as
  case unit
    when 'millisecond' then moment + to_microseconds(amount * 1000)
    else error('date_add takes milliseconds')
  end;

create macro json_parse(text) as cast(text as json);

create macro json_format(document) as cast(document as varchar);

create macro json_extract_scalar(document, path) as json_extract_string(document, path);

create macro map_agg(name, content) as
  map_from_entries(list_sort(list(row(name, content))));

create macro sequence(first, last) as generate_series(first, last),
  (first, last, step) as generate_series(first, last, step);
