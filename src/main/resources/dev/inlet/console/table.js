// Rows as a table, and as a file.

import {element, kind} from "./values.js";

const ROWS_FIRST = 200;
const ROWS_MORE = 1000;

// The result as a table; of many rows the first, and a button for more.
export function table(result) {
  const kinds = result.columns.map((column) => kind(column.type));
  const head = element("tr", "");
  result.columns.forEach((column, index) => {
    const cell = element("th", kinds[index], column.name);
    cell.scope = "col";
    cell.title = column.type;
    head.append(cell);
  });
  const body = element("tbody", "");
  const whole = element("div", "", element("table", "grid", element("thead", "", head), body));
  let shown = 0;
  const more = element("button", "more");
  const add = (upTo) => {
    body.append(...result.rows.slice(shown, upTo).map((row) => line(row, kinds)));
    shown = Math.min(upTo, result.rows.length);
    more.hidden = shown === result.rows.length;
    more.textContent = "Show more of " + result.rows.length.toLocaleString("en-US") + " rows";
  };
  more.addEventListener("click", () => add(shown + ROWS_MORE));
  whole.append(more);
  add(ROWS_FIRST);
  return whole;
}

function line(row, kinds) {
  return element("tr", "", ...row.map((cell, index) => {
    const made = element("td", cell === null ? "null" : kinds[index], cell ?? "null");
    if (cell !== null && cell.length > 60) {
      made.title = cell;
    }
    return made;
  }));
}

// The numbers behind a picture, for who can't see it and for who wants to.
export function numbers(heads, rows) {
  const head = element("tr", "", ...heads.map((words) => {
    const cell = element("th", "", words);
    cell.scope = "col";
    return cell;
  }));
  const lines = rows.map((row) => element("tr", "", ...row.map((cell) => element("td", "", cell))));
  const grid = element("table", "grid", element("thead", "", head), element("tbody", "", ...lines));
  const details = element("details", "numbers", element("summary", "", "Numbers"), element("div", "wide", grid));
  return details;
}

// As RFC 4180 has it; a null is an empty field, an empty text has quotes.
export function csv(result) {
  const kinds = result.columns.map((column) => kind(column.type));
  const lines = [
    result.columns.map((column) => field(column.name, "text")),
    ...result.rows.map((row) => row.map((cell, index) => field(cell, kinds[index]))),
  ];
  return lines.map((cells) => cells.join(",") + "\r\n").join("");
}

// What anybody may have sent must not run as a formula of a spreadsheet.
function field(cell, kind) {
  if (cell === null) {
    return "";
  }
  const text = kind === "text" && /^[=+\-@\t\r]/.test(cell) ? "'" + cell : cell;
  return text === "" || /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

export function save(name, text) {
  const link = element("a", "");
  link.href = URL.createObjectURL(new Blob([text], {type: "text/csv"}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
