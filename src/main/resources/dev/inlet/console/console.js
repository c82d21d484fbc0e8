// The page: events as they come, and the pipeline that takes them.

import {number} from "./chart.js";
import {copy, firstEvent, server} from "./curl.js";
import {describe} from "./detail.js";
import {EventList} from "./events.js";
import {drawCharts, drawPicture, troubles} from "./pipeline.js";
import {parse} from "./text.js";

const LOOK_AGAIN_MILLIS = 2000;
const FIRST_EVENTS = 200;

const at = (id) => document.getElementById(id);
const narrow = matchMedia("(max-width: 760px)");
const list = new EventList(at("events"), at("row"), open);

let pipeline = null;
let summary = {good: 0, bad: 0, notShown: 0};
let lastId = null;
let paused = false;
let shown = null;

// Events

// Several at once; of their records no digit is lost.
function read(data) {
  const trees = parse(data).parts;
  return JSON.parse(data).map((entry, index) => prepare(entry, trees[index].value));
}

function prepare(entry, tree) {
  const record = tree.parts.find((part) => part.key === '"record"');
  entry.record = record ? record.value : null;
  const faults = (entry.errors ?? []).flatMap((error) => Object.values(error));
  entry.text = [
    entry.source, entry.path, entry.type, entry.userId, entry.eventName, entry.requestId,
    entry.body, ...faults,
  ].join("\n").toLowerCase();
  return entry;
}

function open(entry) {
  shown = entry;
  describe(at("detail"), entry, server(pipeline), close);
  at("detail").hidden = false;
  at("work").classList.add("open");
  if (narrow.matches) {
    at("detail").scrollIntoView();
  }
}

function close() {
  shown = null;
  at("detail").hidden = true;
  at("work").classList.remove("open");
  at("events").focus({preventScroll: true});
}

// The stream

function connect() {
  const query = lastId === null ? "?last=" + FIRST_EVENTS : "?after=" + encodeURIComponent(lastId);
  const stream = new EventSource("/debug/stream" + query);
  stream.addEventListener("open", () => say("Live", "live"));
  stream.addEventListener("seen", (event) => {
    lastId = event.lastEventId;
    list.add(read(event.data));
    drawState();
  });
  stream.addEventListener("dropped", (event) => {
    list.note(JSON.parse(event.data).events + " more came than this page could take");
  });
  stream.addEventListener("counts", (event) => {
    summary = JSON.parse(event.data);
    drawState();
    if (pipeline) {
      drawPipeline();
    }
  });
  stream.addEventListener("error", () => {
    stream.close();
    say("Reconnecting", "lost");
    setTimeout(reconnect, LOOK_AGAIN_MILLIS);
  });
}

async function reconnect() {
  const answer = await ask("/debug/summary");
  if (answer?.status === 401) {
    location.reload();
  } else if (answer?.ok) {
    connect();
  } else {
    setTimeout(reconnect, LOOK_AGAIN_MILLIS);
  }
}

async function ask(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    return null;
  }
}

// The pipeline

async function look() {
  if (!document.hidden) {
    const answer = await ask("/debug/pipeline");
    if (answer?.ok) {
      pipeline = await answer.json();
      drawPipeline();
    }
  }
  setTimeout(look, LOOK_AGAIN_MILLIS);
}

function drawPipeline() {
  drawPicture(at("picture"), pipeline, summary, narrow.matches);
  drawCharts(at("charts"), pipeline);
  const words = troubles(pipeline);
  at("trouble").hidden = words.length === 0;
  at("trouble").textContent = words.join("\n");
  at("first").textContent = firstEvent(server(pipeline), pipeline.needsKey);
}

// What is said around the events

function say(words, className) {
  at("state").textContent = words;
  at("state").className = "state " + className;
}

function drawState() {
  at("good").textContent = number(summary.good);
  at("bad").textContent = number(summary.bad);
  at("sampled").hidden = summary.notShown === 0;
  at("sampled").textContent =
    "So many come that only a part is shown: " + number(summary.notShown) + " are not. Counts are exact.";
  at("empty").hidden = list.size > 0 || list.waiting > 0;
  at("nothing").hidden = list.size === 0 || list.visible > 0;
  at("pause").textContent = paused ? "Resume (" + list.waiting + ")" : "Pause";
}

// What the person does

function pause() {
  paused = !paused;
  at("pause").setAttribute("aria-pressed", String(paused));
  list.pause(paused);
  drawState();
}

function filter() {
  const pressed = document.querySelector("[data-verdict][aria-pressed=true]");
  list.filter(at("filter").value, pressed.dataset.verdict);
  drawState();
}

async function reset() {
  const answer = await ask("/debug/reset", {method: "POST"});
  if (answer?.ok) {
    summary = await answer.json();
    list.clear();
    if (shown) {
      close();
    }
    drawState();
  }
}

for (const button of document.querySelectorAll("[data-verdict]")) {
  button.addEventListener("click", () => {
    for (const other of document.querySelectorAll("[data-verdict]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    filter();
  });
}
at("filter").addEventListener("input", filter);
at("pause").addEventListener("click", pause);
at("reset").addEventListener("click", reset);
at("copy-first").addEventListener("click", () => copy(at("first").textContent, at("copy-first")));
narrow.addEventListener("change", () => pipeline && drawPipeline());
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input");
  if (event.key === "Escape" && shown) {
    close();
  } else if (event.key === "Escape" && isTyping) {
    event.target.blur();
  } else if (!isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (event.key === "/") {
      event.preventDefault();
      at("filter").focus();
    } else if (event.key === "p") {
      pause();
    }
  }
});

at("first").textContent = firstEvent(location.origin, false);
connect();
look();
