// Values as they come, and as people read them.

const COUNT = new Intl.NumberFormat("en-US", {maximumFractionDigits: 0});
const DECIMAL = new Intl.NumberFormat("en-US", {maximumSignificantDigits: 4});
const DAY = new Intl.DateTimeFormat("en-GB", {day: "numeric", month: "short", timeZone: "UTC"});
const WHOLE_DAY = new Intl.DateTimeFormat("en-GB", {
  weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC",
});
const SHORT = new Intl.NumberFormat("en-US", {notation: "compact", maximumFractionDigits: 1});
const DAY_MILLIS = 86400000;

export const count = (value) => COUNT.format(value);
export const decimal = (value) => (Number.isInteger(value) ? COUNT : DECIMAL).format(value);
export const short = (value) => (Math.abs(value) < 10000 ? DECIMAL.format(value) : SHORT.format(value));
export const day = (date) => DAY.format(date);
export const wholeDay = (date) => WHOLE_DAY.format(date);
export const percent = (share, digits = 0) => (100 * share).toFixed(digits) + "\u00a0%";
export const times = (ratio) => (ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1));
export const addDays = (date, days) => new Date(date.getTime() + days * DAY_MILLIS);

// The moment that a cell says, in UTC; a date has no time.
export function moment(text) {
  const parts = /^(\d{4,6}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?))?/.exec(text ?? "");
  return parts ? new Date(parts[1] + "T" + (parts[2] ?? "00:00:00") + "Z") : null;
}

// What kind of values a column has, by DuckDB's name of its type.
export function kind(type) {
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|REAL|DECIMAL\(.*)$/.test(type)) {
    return "number";
  }
  return /^(DATE|TIMESTAMP)/.test(type) ? "time" : "text";
}

// The rows of a result as objects, whose numbers and days are such.
export function records(result) {
  const kinds = result.columns.map((column) => kind(column.type));
  return result.rows.map((row) =>
    Object.fromEntries(
      row.map((cell, index) => [result.columns[index].name, value(cell, kinds[index])]),
    ),
  );
}

function value(cell, kind) {
  if (cell === null) {
    return null;
  }
  return kind === "number" ? Number(cell) : kind === "time" ? moment(cell) : cell;
}

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  made.append(...children);
  return made;
}
