// Who came back: a triangle of weeks, each with its number.

import {addDays, count, day, element, percent} from "./values.js";

const COHORTS = 12;
const FEW = 30;
const WEEKS_OF_FINDING = 4;

// Rows of aggregated.retention as cohorts, the newest first: {start, people, weeks: [returned, ...]}.
export function cohorts(rows) {
  const byWeek = new Map();
  for (const row of rows) {
    const key = row.cohort_week.getTime();
    const cohort = byWeek.get(key) ?? {start: row.cohort_week, people: row.people, weeks: []};
    cohort.weeks[row.week] = row.returned;
    byWeek.set(key, cohort);
  }
  return [...byWeek.values()].sort((one, other) => other.start - one.start);
}

// All cohorts together in a week, of those for which it has ended; null when there is none.
export function together(all, week) {
  const known = all.filter((cohort) => cohort.weeks[week] !== undefined);
  const people = known.reduce((sum, cohort) => sum + cohort.people, 0);
  const returned = known.reduce((sum, cohort) => sum + cohort.weeks[week], 0);
  return people === 0 ? null : {people, returned, share: returned / people};
}

// In plain words; empty when no week after a first one has ended yet.
export function finding(all) {
  const next = together(all, 1);
  if (!next) {
    return "";
  }
  const last = Math.max(...all.map((cohort) => cohort.weeks.length - 1));
  const later = Math.min(WEEKS_OF_FINDING, last);
  const words = `Of ${count(next.people)} people, ${count(next.returned)} (${percent(next.share)}) did something`
    + " again in the week after their first.";
  const then = later > 1 ? together(all, later) : null;
  return then
    ? `${words} In week ${later}, ${count(then.returned)} of ${count(then.people)} did (${percent(then.share)}).`
    : words;
}

export function drawRetention(place, all, showAll, onAll) {
  const shown = showAll ? all : all.slice(0, COHORTS);
  const weeks = Math.max(0, ...shown.map((cohort) => cohort.weeks.length - 1));
  const hottest = Math.max(
    0.01,
    ...shown.filter((cohort) => cohort.people >= FEW)
      .flatMap((cohort) => cohort.weeks.slice(1).map((returned) => returned / cohort.people)),
  );
  const head = element("tr", "", headCell("First week"), headCell("People"));
  for (let week = 1; week <= weeks; week++) {
    head.append(headCell(week === 1 ? "Week 1" : String(week)));
  }
  const body = element("tbody", "", allRow(all, weeks, hottest));
  shown.forEach((cohort) => body.append(cohortRow(cohort, weeks, hottest)));
  const caption = element("caption", "hidden", "Share of people who came back, by first week and week since");
  const grid = element("table", "heat", caption, element("thead", "", head), body);
  place.replaceChildren(grid);
  moveByKeys(grid);
  if (all.length > COHORTS) {
    const more = element("button", "more", showAll ? `Show the last ${COHORTS} weeks` : `Show all ${all.length} weeks`);
    more.addEventListener("click", onAll);
    place.append(more);
  }
}

function headCell(words) {
  const cell = element("th", "", words);
  cell.scope = "col";
  return cell;
}

function rowHead(words) {
  const cell = element("th", "", words);
  cell.scope = "row";
  return cell;
}

function allRow(all, weeks, hottest) {
  const row = element("tr", "all", rowHead("All"), element("td", "people", count(together(all, 0)?.people ?? 0)));
  for (let week = 1; week <= weeks; week++) {
    const sum = together(all, week);
    row.append(sum
      ? heat(sum, hottest, `All weeks together: ${count(sum.returned)} of ${count(sum.people)} people came back in week ${week} (${percent(sum.share, 1)})`)
      : element("td", ""));
  }
  return row;
}

function cohortRow(cohort, weeks, hottest) {
  const row = element(
    "tr",
    cohort.people < FEW ? "few" : "",
    rowHead(day(cohort.start)),
    element("td", "people", count(cohort.people)),
  );
  const title = `First seen ${day(cohort.start)} to ${day(addDays(cohort.start, 6))}`;
  for (let week = 1; week <= weeks; week++) {
    const returned = cohort.weeks[week];
    if (returned === undefined) {
      row.append(element("td", ""));
      continue;
    }
    const share = returned / cohort.people;
    row.append(heat({share}, hottest,
      `${title}: ${count(returned)} of ${count(cohort.people)} people came back in week ${week} (${percent(share, 1)})`));
  }
  return row;
}

function heat(sum, hottest, tip) {
  const cell = element("td", "cell", (100 * sum.share).toFixed(0));
  cell.append(element("span", "hidden", " %"));
  cell.style.setProperty("--heat", Math.min(100, (100 * sum.share) / hottest).toFixed(0));
  cell.dataset.tip = tip;
  cell.tabIndex = -1;
  return cell;
}

// One stop of the tab key; the arrows go from cell to cell.
function moveByKeys(grid) {
  const first = grid.querySelector(".cell");
  if (first) {
    first.tabIndex = 0;
  }
  grid.addEventListener("keydown", (event) => {
    const step = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]}[event.key];
    const cell = event.target.closest(".cell");
    if (!step || !cell) {
      return;
    }
    event.preventDefault();
    const next = grid.rows[cell.parentElement.rowIndex + step[0]]?.cells[cell.cellIndex + step[1]];
    if (next?.classList.contains("cell")) {
      cell.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  });
}
