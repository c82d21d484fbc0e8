// How many people there are, and what they do.

import {bars, lines} from "./plot.js";
import {numbers} from "./table.js";
import {addDays, count, day, element, percent, wholeDay} from "./values.js";

const FEATURES = 12;

// The figures at the top: those of the last 7 days, beside the 7 before.
export function drawFigures(place, figures, cohorts) {
  const last = figures.last_day;
  const span = `${day(addDays(last, -6))} to ${day(last)}`;
  const known = cohorts.filter((cohort) => cohort.weeks[1] !== undefined);
  const [recent, before] = [comeback(known.slice(0, 4)), comeback(known.slice(4, 8))];
  place.replaceChildren(
    figure("People", count(figures.people), change(figures.people, figures.people_before), span),
    figure("New people", count(figures.new_people), change(figures.new_people, figures.new_people_before), span),
    figure("Events", count(figures.events), change(figures.events, figures.events_before), span),
    figure(
      "Came back the week after",
      recent === null ? "–" : percent(recent),
      recent === null || before === null ? "" : `${percent(before)} before`,
      "of who was new in 4 weeks, and in the 4 before",
    ),
  );
}

// The share that came back in week 1, of cohorts for which it has ended.
function comeback(cohorts) {
  const people = cohorts.reduce((sum, cohort) => sum + cohort.people, 0);
  return people === 0 ? null : cohorts.reduce((sum, cohort) => sum + cohort.weeks[1], 0) / people;
}

function change(now, before) {
  if (before === 0) {
    return "";
  }
  const share = (now - before) / before;
  return (share >= 0 ? "+" : "−") + percent(Math.abs(share)) + " in a week";
}

function figure(name, value, beside, of) {
  return element("div", "",
    element("dt", "", name), element("dd", "", value),
    element("dd", "beside", beside), element("dd", "of", of));
}

export function drawDays(place, rows, days) {
  const today = new Date().toISOString().slice(0, 10);
  const shown = filled(rows).slice(-days);
  const plot = (title, name, kind) => lines({
    title,
    kind,
    height: 170,
    summary: `${title}, ${day(shown[0].day)} to ${day(shown[shown.length - 1].day)}: from `
      + `${count(Math.min(...shown.map((row) => row[name])))} to ${count(Math.max(...shown.map((row) => row[name])))}.`
      + " The arrow keys go through the days; all numbers are in the table.",
    points: shown.map((row) => {
      const isOpen = row.day.toISOString().slice(0, 10) >= today;
      return {
        x: row.day.getTime(),
        y: row[name],
        label: day(row.day),
        isOpen,
        tip: `${wholeDay(row.day)}: ${count(row[name])} ${name}${isOpen ? " so far" : ""}`,
      };
    }),
  });
  place.replaceChildren(
    plot("People a day", "people", "first"),
    plot("Events a day", "events", "second"),
    numbers(["Day", "People", "Events"],
      [...shown].reverse().map((row) => [row.day.toISOString().slice(0, 10), count(row.people), count(row.events)])),
  );
}

// Days without anything are days, too.
function filled(rows) {
  const all = [];
  for (const row of rows) {
    let last = all[all.length - 1]?.day;
    while (last && addDays(last, 1) < row.day && all.length < 4000) {
      last = addDays(last, 1);
      all.push({day: last, people: 0, events: 0});
    }
    all.push(row);
  }
  return all;
}

export function featuresFinding(rows) {
  const last = rows[0].last_day;
  return `In the 28 days to ${day(last)}, of the ${count(rows[0].of_people)} people who were there.`;
}

export function drawFeatures(place, rows, showAll, onAll) {
  const shown = showAll ? rows : rows.slice(0, FEATURES);
  place.replaceChildren(bars(["Event", "", "People", "of all", "Times"], shown.map((row) => ({
    name: row.event_name,
    value: row.people,
    words: [count(row.people), percent(row.people / row.of_people), count(row.events)],
    tip: `${row.event_name}: ${count(row.people)} of ${count(row.of_people)} people, ${count(row.events)} times`,
  }))));
  if (rows.length > shown.length) {
    const more = element("button", "more", `Show all ${rows.length}`);
    more.addEventListener("click", onAll);
    place.append(more);
  }
}
