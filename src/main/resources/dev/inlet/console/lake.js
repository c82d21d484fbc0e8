// The page: what the tables say, drawn again whenever a build has changed them.

import {look, query} from "./ask.js";
import * as box from "./box.js";
import {seconds} from "./chart.js";
import {copy} from "./curl.js";
import * as drivers from "./drivers.js";
import {QUERIES} from "./queries.js";
import {cohorts, drawRetention, finding} from "./retention.js";
import {tips} from "./tip.js";
import {drawDays, drawFeatures, drawFigures, featuresFinding} from "./usage.js";
import {element, records} from "./values.js";

const LOOK_AGAIN_MILLIS = 5000;
const at = (id) => document.getElementById(id);

let state = null;
let drawnOf = null;
let boxIsOpen = false;
let rows = {};
let days = 90;
let showAll = {retention: false, features: false};
let week = null;

// The state

async function watch() {
  if (!document.hidden) {
    const seen = await look("/console/lake/state");
    if (seen === null) {
      say("Reconnecting", "lost");
    } else {
      state = seen;
      drawState();
      if (state.hasTables && state.changedAt !== drawnOf) {
        await load();
      }
    }
  }
  setTimeout(watch, LOOK_AGAIN_MILLIS);
}

function say(words, className) {
  at("state").textContent = words;
  at("state").className = "state " + className;
}

function age(time) {
  return seconds((Date.parse(state.now) - Date.parse(time)) / 1000);
}

function drawState() {
  const building = state.buildingSince !== undefined;
  if (building) {
    say(`Being built for ${age(state.buildingSince)}`, "lost");
  } else if (state.hasTables && rows.days?.length !== 0) {
    say(`Tables of ${age(state.changedAt)} ago`, "live");
  } else {
    say("Nothing to show yet", "lost");
  }
  at("state").title = state.everySeconds > 0
    ? `The server looks for new events every ${seconds(state.everySeconds)}.`
    : "This server builds no tables by itself.";
  // A server that waits for its first event has tables already, without rows.
  const isEmpty = !state.hasTables || rows.days?.length === 0;
  at("start").hidden = !isEmpty;
  at("charts").hidden = isEmpty || rows.days === undefined;
  at("box").hidden = isEmpty;
  if (isEmpty) {
    drawStart(building);
  }
}

// What a newcomer does

function drawStart(building) {
  const data = state.data === "data" ? "" : " --data '" + state.data.replaceAll("'", "'\\''") + "'";
  const build = ["Make tables of what has come", "scripts/inlet lake build" + data];
  const willBuild = state.everySeconds > 0;
  const after = "This page shows them by itself as soon as they are there.";
  if (building) {
    drawSteps("The tables are being built", "The first build is at work.", [], after);
  } else if (state.hasRaw) {
    drawSteps(
      "Events have come, and there are no tables of them yet",
      willBuild ? `The server builds them within ${seconds(state.everySeconds + 5)}. Who does not want to wait:` : "Build them:",
      [build],
      after,
    );
  } else if (state.sink !== "directory") {
    drawSteps(
      "There are no tables here yet",
      "This server delivers to " + state.sink + ". Tables are made here of a bucket's raw objects when INLET_LAKE_EVERY is set, or by",
      [["Make tables of the bucket of INLET_S3_BUCKET", build[1]]],
      after,
    );
  } else {
    drawSteps(
      "Nothing has come yet",
      "Send events, or look at people who don't exist. Three commands, of which the first runs already:",
      [
        ["Serve", "scripts/run"],
        ["Make two thousand people, and what they did in the last 60 days", "scripts/inlet generate" + data],
        build,
      ],
      after,
    );
  }
}

function drawSteps(title, words, steps, after) {
  const text = JSON.stringify([title, words, steps]);
  if (at("start").dataset.text === text) {
    return;
  }
  at("start").dataset.text = text;
  at("start-title").textContent = title;
  at("start-words").textContent = words;
  at("start-after").textContent = after;
  at("start-steps").replaceChildren(...steps.map(([what, command]) => {
    const button = element("button", "", "Copy");
    button.setAttribute("aria-label", "Copy " + command);
    button.addEventListener("click", () => copy(command, button));
    return element("li", "", element("span", "", what), element("code", "", command), button);
  }));
}

// The charts

async function load() {
  const changed = state.changedAt;
  try {
    if (!boxIsOpen) {
      boxIsOpen = true;
      say("Reading the tables", "live");
      box.open(await look("/console/lake/tables") ?? {}, state);
    }
    rows = await read();
    drawnOf = changed;
    trouble("");
    drawState();
    if (rows.days.length > 0) {
      draw();
    }
  } catch (failed) {
    trouble("The charts can't be drawn: " + failed.message);
  }
}

// One after the other, so that one process answers them, and another one is free for the box.
async function read() {
  const all = {};
  for (const [name, sql] of Object.entries(QUERIES)) {
    all[name] = records(await query(sql));
  }
  return all;
}

function trouble(words) {
  at("trouble").textContent = words;
  at("trouble").hidden = words === "";
}

function draw() {
  const all = cohorts(rows.retention);
  drawFigures(at("figures"), rows.figures[0], all);
  drawWeeks(all);
  drawDrivers();
  drawDays(at("days-chart"), rows.days, days);
  at("features-finding").textContent = rows.features.length > 0 ? featuresFinding(rows.features) : "";
  drawUse();
}

function drawWeeks(all) {
  const words = finding(all);
  at("retention-finding").textContent = words
    || "Weeks count when they have ended (Monday, UTC): come back when two have.";
  at("retention-note").textContent = words
    ? "In percent, by the week of their first event; only weeks that have ended. Pale rows are fewer than 30 people, and say little."
    : "";
  at("retention-chart").hidden = words === "";
  drawRetention(at("retention-chart"), all, showAll.retention, () => {
    showAll.retention = !showAll.retention;
    drawWeeks(all);
  });
}

function drawDrivers() {
  const weeks = drivers.weeks(rows.drivers);
  week = weeks.includes(week) ? week : weeks[0] ?? null;
  at("drivers-week").replaceChildren(...weeks.map((each) => new Option("week " + each, each)));
  at("drivers-week").value = String(week);
  at("drivers-week").parentElement.hidden = weeks.length === 0;
  const groups = drivers.ranked(rows.drivers, week);
  at("drivers-finding").textContent = groups.length > 0
    ? drivers.finding(groups, week)
    : "Who came back is looked at from week 2 on: come back when three weeks have ended, and something is done by some and not by others.";
  at("drivers-note").textContent = drivers.note(groups);
  at("drivers-chart").hidden = groups.length === 0;
  drivers.drawDrivers(at("drivers-chart"), groups);
}

function drawUse() {
  drawFeatures(at("features-chart"), rows.features, showAll.features, () => {
    showAll.features = true;
    drawUse();
  });
}

at("drivers-week").addEventListener("change", () => {
  week = Number(at("drivers-week").value);
  drawDrivers();
});
for (const button of document.querySelectorAll("[data-days]")) {
  button.addEventListener("click", () => {
    for (const other of document.querySelectorAll("[data-days]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    days = Number(button.dataset.days);
    drawDays(at("days-chart"), rows.days, days);
  });
}
for (const button of document.querySelectorAll("[data-query]")) {
  button.title = "Take this query over, to change it";
  button.addEventListener("click", () => box.offer(QUERIES[button.dataset.query]));
}
for (const id of ["retention-chart", "drivers-chart", "features-chart", "picture"]) {
  tips(at(id));
}
watch();
