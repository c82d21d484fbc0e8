// The box that queries are asked in, and what comes of them.

import {query, Refusal} from "./ask.js";
import {copy} from "./curl.js";
import {bars, lines} from "./plot.js";
import {EXAMPLES} from "./queries.js";
import {csv, save, table} from "./table.js";
import {count, day, decimal, element, kind, moment} from "./values.js";

const at = (id) => document.getElementById(id);
const sql = at("sql");
const FIRST = "select event_date, sum(events) as events\nfrom aggregated.daily_events\ngroup by event_date\norder by event_date";

let running = null;
let result = null;
let bounds = {queryMaxSeconds: 0, rowsMax: 0};

export function open(tables, said) {
  bounds = said;
  drawSchema(tables);
  at("examples").append(new Option("Examples", ""), ...EXAMPLES.map(([name], index) => new Option(name, index)));
  if (!readAddress()) {
    sql.value = FIRST;
  }
  addEventListener("hashchange", readAddress);
}

// Puts a query into the box, for the person to run.
export function offer(text) {
  sql.value = text;
  at("box").scrollIntoView({block: "start"});
  sql.focus({preventScroll: true});
}

// A query that a link brings is not run before somebody has seen it.
function readAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  const text = said.get("sql");
  if (text === null || text === sql.value) {
    return text !== null;
  }
  sql.value = text;
  show(said.get("as"));
  tell("This query came with the link. Read it, then run it.");
  at("result").hidden = true;
  at("wrong").hidden = true;
  at("box").scrollIntoView({block: "start"});
  return true;
}

function address() {
  const as = shownAs() === "chart" ? "&as=chart" : "";
  return location.pathname + "#sql=" + encodeURIComponent(sql.value) + as;
}

async function run() {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  at("run").disabled = true;
  at("stop").hidden = false;
  at("wrong").hidden = true;
  const begin = performance.now();
  const clock = setInterval(() => tell(waiting(begin)), 500);
  tell(waiting(begin));
  try {
    const answer = await query(sql.value, mine.signal);
    history.replaceState(null, "", address());
    took(answer);
  } catch (failed) {
    at("result").hidden = true;
    if (failed instanceof Refusal) {
      tell("");
      refuse(failed);
    } else if (failed.name === "AbortError") {
      tell("Not waited for. The server ends it by itself.");
    } else {
      throw failed;
    }
  } finally {
    clearInterval(clock);
    running = null;
    at("run").disabled = false;
    at("stop").hidden = true;
  }
}

function waiting(begin) {
  const seconds = Math.floor((performance.now() - begin) / 1000);
  return seconds < 1 ? "Asking" : `Asking, for ${seconds} s of at most ${bounds.queryMaxSeconds} s`;
}

function took(answer) {
  result = answer;
  tell(`${count(answer.rows.length)} ${answer.rows.length === 1 ? "row" : "rows"} in ${count(answer.millis)} ms`);
  at("cut").hidden = !answer.isCut;
  at("cut").textContent =
    `Cut: these are the first ${count(answer.rows.length)} rows, and there are more. `
    + "Aggregate or filter, or ask on the command line: scripts/inlet lake query --format csv";
  at("result").hidden = false;
  chooseAxes();
  draw();
}

// In words, and where it is.
function refuse(refusal) {
  const [words, excerpt] = [at("wrong").querySelector("p"), at("wrong").querySelector("pre")];
  words.textContent = (refusal.place ? `Line ${refusal.place.line}, column ${refusal.place.column}: ` : "") + refusal.message;
  excerpt.hidden = refusal.place === null;
  if (refusal.place) {
    const line = sql.value.split("\n")[refusal.place.line - 1] ?? "";
    excerpt.textContent = line + "\n" + " ".repeat(refusal.place.column - 1) + "^";
    sql.focus({preventScroll: true});
    sql.setSelectionRange(refusal.place.position, refusal.place.position + wordAt(refusal.place.position));
  }
  at("wrong").hidden = false;
}

function wordAt(position) {
  return /^(?:\w+|.)?/su.exec(sql.value.slice(position))[0].length;
}

function tell(words) {
  at("said").textContent = words;
  at("said").hidden = words === "";
}

// As table and as chart

function shownAs() {
  return document.querySelector("[data-as][aria-pressed=true]").dataset.as;
}

function show(as) {
  for (const button of document.querySelectorAll("[data-as]")) {
    button.setAttribute("aria-pressed", String(button.dataset.as === (as === "chart" ? "chart" : "table")));
  }
}

function draw() {
  const asChart = shownAs() === "chart";
  at("rows").hidden = asChart;
  at("picture").hidden = !asChart;
  at("axes").hidden = !asChart || at("axis-y").options.length === 0;
  if (asChart) {
    at("picture").replaceChildren(picture());
  } else {
    at("rows").replaceChildren(table(result));
  }
}

// The first column that is no number is what it goes by, the first number is the value.
function chooseAxes() {
  const kinds = result.columns.map((column) => kind(column.type));
  const numbers = kinds.flatMap((each, index) => (each === "number" ? [index] : []));
  const by = kinds.findIndex((each) => each !== "number");
  const keep = (select, options, chosen) => {
    const before = select.selectedOptions[0]?.textContent;
    select.replaceChildren(...options.map((index) => new Option(result.columns[index].name, index)));
    const same = options.find((index) => result.columns[index].name === before);
    select.value = String(same ?? chosen);
  };
  const x = by >= 0 ? by : numbers[0] ?? 0;
  keep(at("axis-x"), kinds.map((_, index) => index), x);
  keep(at("axis-y"), numbers, numbers.find((index) => index !== x) ?? numbers[0]);
}

function picture() {
  const [x, y] = [Number(at("axis-x").value), Number(at("axis-y").value)];
  if (at("axis-y").options.length === 0) {
    return element("p", "note", "A chart needs a column of numbers.");
  }
  const rows = result.rows.filter((row) => row[x] !== null && row[y] !== null && Number.isFinite(Number(row[y])));
  if (rows.length === 0) {
    return element("p", "note", "There is nothing to draw.");
  }
  const names = [result.columns[x].name, result.columns[y].name];
  const by = kind(result.columns[x].type);
  if (by === "text") {
    return bars([names[0], "", names[1]], rows.map((row) => ({
      name: row[x],
      value: Number(row[y]),
      words: [decimal(Number(row[y]))],
      tip: `${names[0]} ${row[x]}: ${names[1]} ${row[y]}`,
    })));
  }
  const points = rows.map((row) => {
    const place = by === "time" ? moment(row[x]) : Number(row[x]);
    return {
      x: Number(place),
      y: Number(row[y]),
      label: by === "time" ? day(place) : decimal(place),
      tip: `${row[x]}: ${names[1]} ${row[y]}`,
    };
  }).sort((one, other) => one.x - other.x);
  return lines({title: `${names[1]} by ${names[0]}`, points, height: 260});
}

// Tables and columns, to be put where the cursor is

function drawSchema(tables) {
  at("schema").replaceChildren(...Object.entries(tables).map(([name, columns]) => {
    const list = element("ul", "", ...Object.entries(columns).map(([column, type]) => {
      const insert = element("button", "quiet", column, element("small", "", type));
      insert.addEventListener("click", () => put(column));
      return element("li", "", insert);
    }));
    const insert = element("button", "quiet table", name);
    insert.title = "Insert " + name;
    insert.addEventListener("click", (event) => {
      event.preventDefault();
      put(name);
    });
    return element("details", "", element("summary", "", insert), list);
  }));
}

function put(name) {
  const before = sql.value.slice(0, sql.selectionStart);
  const gap = before === "" || /[\s(,.]$/.test(before) ? "" : " ";
  sql.setRangeText(gap + name, sql.selectionStart, sql.selectionEnd, "end");
  sql.focus();
}

at("run").addEventListener("click", run);
at("stop").addEventListener("click", () => running?.abort());
at("link").addEventListener("click", () => copy(location.origin + address(), at("link")));
at("csv").addEventListener("click", () => save("result.csv", csv(result)));
at("examples").addEventListener("change", () => {
  const chosen = EXAMPLES[at("examples").value];
  at("examples").value = "";
  if (chosen) {
    offer(chosen[1]);
  }
});
for (const button of document.querySelectorAll("[data-as]")) {
  button.addEventListener("click", () => {
    show(button.dataset.as);
    if (result) {
      draw();
    }
  });
}
for (const axis of ["axis-x", "axis-y"]) {
  at(axis).addEventListener("change", draw);
}
sql.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
