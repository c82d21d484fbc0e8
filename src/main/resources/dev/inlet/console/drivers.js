// What those did in their first 7 days who came back, ranked, with how sure that is.

import {svg} from "./chart.js";
import {count, element, percent, times} from "./values.js";

const FEW_PEOPLE = 30;
const FEW_RETURNED = 5;
const TICKS = [0.1, 0.2, 0.33, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10];
const GROUPS = [
  ["more", "Came back more often than the others"],
  ["less", "Came back less often than the others"],
  ["unclear", "No difference can be told"],
  ["few", "Too few people to tell"],
];

// What can be said of a driver: nothing when few people are behind it, or when its interval holds 1.
export function verdict(driver) {
  const isFew = Math.min(driver.people_with, driver.people_without) < FEW_PEOPLE
    || Math.min(driver.returned_with, driver.returned_without) < FEW_RETURNED;
  if (isFew || driver.lift === null || driver.ci_low === null) {
    return "few";
  }
  return driver.ci_low > 1 ? "more" : driver.ci_high < 1 ? "less" : "unclear";
}

export function weeks(rows) {
  return [...new Set(rows.map((row) => row.week))].sort((one, other) => one - other);
}

// The drivers of a week in groups, in each of them the farthest from 1 first.
export function ranked(rows, week) {
  const far = (driver) => Math.abs(Math.log(driver.lift || 1e-9));
  const all = rows.filter((row) => row.week === week && row.people_without > 0);
  return GROUPS.map(([name, words]) => ({
    name,
    words,
    drivers: all.filter((driver) => verdict(driver) === name)
      .sort((one, other) => far(other) - far(one) || other.people_with - one.people_with),
  })).filter((group) => group.drivers.length > 0);
}

const range = (driver) => `${times(driver.ci_low)} to ${times(driver.ci_high)}`;
const rate = (returned, people) => percent(people === 0 ? 0 : returned / people);

// The strongest one in plain words.
export function finding(groups, week) {
  const best = groups.find((group) => group.name === "more")?.drivers[0];
  if (!best) {
    return groups.length === 0 ? "" : `Of nothing can it be told yet that it makes people come back in week ${week}.`;
  }
  return `People who did “${best.event_name}” in their first 7 days came back ${times(best.lift)} times as often`
    + ` in week ${week} (${range(best)}): ${count(best.returned_with)} of ${count(best.people_with)}`
    + ` (${rate(best.returned_with, best.people_with)}), against ${count(best.returned_without)} of`
    + ` ${count(best.people_without)} others (${rate(best.returned_without, best.people_without)}).`;
}

export function note(groups) {
  const looked = groups.filter((group) => group.name !== "few")
    .reduce((sum, group) => sum + group.drivers.length, 0);
  if (looked === 0) {
    return "";
  }
  const chance = looked * 0.05;
  return "A line is the range that holds the true ratio with 95 %. Of "
    + `${looked} looked at, ${chance < 1 ? "fewer than one" : "about " + Math.round(chance)} would seem clear by chance.`
    + " It is a hint and no proof: what makes people come back is a guess until it is tried.";
}

export function drawDrivers(place, groups) {
  const scale = scaleOf(groups.flatMap((group) => (group.name === "few" ? [] : group.drivers)));
  const head = element("tr", "", head1("Did in the first 7 days", "name"), axis(scale),
    head1("Times as often", "ratio"), head1("Those who did", "with"), head1("All others", "without"));
  const grid = element("table", "drivers", element("caption", "hidden", "Drivers of retention"),
    element("thead", "", head));
  for (const group of groups) {
    const title = element("th", "group", group.words);
    title.colSpan = 5;
    title.scope = "rowgroup";
    const body = element("tbody", group.name, element("tr", "", title));
    body.append(...group.drivers.map((driver) => row(driver, group.name, scale)));
    grid.append(body);
  }
  place.replaceChildren(grid);
}

function head1(words, className) {
  const cell = element("th", className, words);
  cell.scope = "col";
  return cell;
}

// Equal ratios are equally wide, and 1 is always there.
function scaleOf(drivers) {
  const low = Math.log(Math.max(0.1, Math.min(0.7, ...drivers.map((driver) => driver.ci_low))));
  const high = Math.log(Math.min(10, Math.max(1.5, ...drivers.map((driver) => driver.ci_high))));
  const margin = (high - low) * 0.05;
  const at = (ratio) =>
    Math.max(0, Math.min(100, (100 * (Math.log(Math.max(ratio, 1e-9)) - low + margin)) / (high - low + 2 * margin)));
  const ticks = TICKS.filter((tick) => Math.log(tick) >= low - 1e-9 && Math.log(tick) <= high + 1e-9);
  return {at, ticks};
}

function axis(scale) {
  const cell = head1("", "interval");
  const picture = svg("svg", {height: 18, role: "presentation"});
  for (const tick of scale.ticks) {
    picture.append(svg("text", {x: scale.at(tick) + "%", y: 13, "text-anchor": "middle"}, String(tick)));
  }
  cell.append(element("span", "hidden", "Interval"), picture);
  return cell;
}

function row(driver, group, scale) {
  const name = element("th", "name", driver.event_name);
  name.scope = "row";
  name.title = driver.event_name;
  const ratio = element("td", "ratio");
  if (driver.lift !== null) {
    ratio.append(element("strong", "", times(driver.lift)));
  }
  if (driver.ci_low !== null) {
    ratio.append(element("small", "", ` ${range(driver)}`));
  }
  const line = element("tr", "", name, interval(driver, group, scale), ratio,
    people("with", driver.returned_with, driver.people_with),
    people("without", driver.returned_without, driver.people_without));
  line.dataset.tip = `${driver.event_name}: ${count(driver.returned_with)} of ${count(driver.people_with)} came back`
    + ` (${percent(driver.returned_with / driver.people_with, 1)}), of the others ${count(driver.returned_without)} of`
    + ` ${count(driver.people_without)} (${percent(driver.returned_without / driver.people_without, 1)})`
    + (driver.ci_low === null ? "" : `; ${driver.lift.toFixed(2)} times, ${driver.ci_low.toFixed(2)} to ${driver.ci_high.toFixed(2)}`);
  return line;
}

function people(className, returned, all) {
  return element("td", className, rate(returned, all), element("small", "", ` ${count(returned)} of ${count(all)}`));
}

function interval(driver, group, scale) {
  const picture = svg("svg", {height: 34, role: "presentation"});
  for (const tick of scale.ticks) {
    const x = scale.at(tick) + "%";
    picture.append(svg("line", {x1: x, x2: x, y1: 0, y2: 34, class: tick === 1 ? "one" : "tick"}));
  }
  if (group !== "few") {
    picture.append(
      svg("line", {x1: scale.at(driver.ci_low) + "%", x2: scale.at(driver.ci_high) + "%", y1: 17, y2: 17, class: "range"}),
      svg("circle", {cx: scale.at(driver.lift) + "%", cy: 17, r: 5}),
    );
  }
  return element("td", "interval", picture);
}
