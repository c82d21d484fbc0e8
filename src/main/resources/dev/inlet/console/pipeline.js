// The way of an event, as it is now.

import {bytes, chart, number, seconds, svg} from "./chart.js";

const WIDE = {width: 1200, height: 148, box: [258, 102], step: [314, 0], characters: 33};
const NARROW = {width: 340, height: 532, box: [340, 102], step: [0, 130], characters: 44};

// What is said of each stage: a title, a figure, two lines, and whether all is well.
export function stages(pipeline, summary) {
  const {events, rejected} = pipeline.streams;
  return [
    {
      title: pipeline.accepting ? "Accepting" : "Not accepting",
      figure: number(rate(pipeline, "good")) + " / s",
      lines: [
        number(summary.good) + " taken, " + number(summary.bad) + " refused",
        pipeline.accepting ? "answered 200 when on disk" : pipeline.reason,
      ],
      state: pipeline.accepting ? "well" : "ill",
    },
    {
      title: "Spool",
      figure: number(events.waiting) + " waiting",
      lines: [
        events.waiting === 0 ? "all is delivered" : "the oldest for " + seconds(events.oldestSeconds),
        bytes(events.spoolBytes) + " on disk",
      ],
      state: events.oldestSeconds > 300 ? "odd" : "well",
    },
    {
      title: "Delivery",
      figure: events.last ? number(events.last.lines) + " lines" : "Nothing yet",
      lines: [
        events.last
          ? "last batch, " + seconds((Date.parse(pipeline.now) - Date.parse(events.last.at)) / 1000) + " ago"
          : "since the start",
        number(events.objects) + " batches, " + number(events.retries) + " sent again",
      ],
      state: events.deliveryTrouble === undefined ? "well" : events.misconfigured ? "ill" : "odd",
    },
    {
      title: {directory: "Folder", s3: "Bucket", firehose: "Firehose"}[pipeline.sink],
      figure: events.last ? bytes(events.last.objectBytes) : number(events.delivered) + " lines",
      lines: [
        events.last ? object(events.last.object) : pipeline.destination,
        events.last ? folder(events.last.object) : "",
      ],
      state: "well",
    },
  ];
}

// The lines that an object holds, as its name says it.
function object(key) {
  const name = key.slice(key.lastIndexOf("/") + 1);
  const range = /^(.+)-(\d{20})-(\d{20})\./.exec(name);
  return range ? "lines " + Number(range[2]) + " to " + Number(range[3]) + " of " + range[1] : name;
}

function folder(key) {
  return key.slice(0, key.lastIndexOf("/"));
}

// How many a second there were in the last point.
function rate(pipeline, name) {
  const last = pipeline.history[pipeline.history.length - 1];
  return last ? last[name] / (pipeline.pointMillis / 1000) : 0;
}

// What went wrong, in words.
export function troubles(pipeline) {
  const words = [];
  if (!pipeline.accepting) {
    words.push("No event is taken: " + pipeline.reason);
  }
  for (const [name, stream] of Object.entries(pipeline.streams)) {
    if (stream.deliveryTrouble !== undefined) {
      const what = name === "events" ? "Events" : "Rejected records";
      const how = stream.misconfigured ? " wait until the configuration is changed: " : " wait: ";
      words.push(what + how + stream.deliveryTrouble);
    }
  }
  return words;
}

export function drawPicture(element, pipeline, summary, isNarrow) {
  const plan = isNarrow ? NARROW : WIDE;
  const picture = svg("svg", {
    viewBox: `0 0 ${plan.width} ${plan.height}`,
    role: "img",
    "aria-label": "The way of an event",
  });
  stages(pipeline, summary).forEach((stage, index) => {
    const x = plan.step[0] * index;
    const y = plan.step[1] * index;
    if (index > 0) {
      picture.append(arrow(plan, x, y, isNarrow));
    }
    picture.append(box(plan, stage, x, y));
  });
  picture.append(branch(plan, pipeline.streams.rejected, isNarrow));
  element.replaceChildren(picture);
}

function box(plan, stage, x, y) {
  const [width, height] = plan.box;
  const text = (className, dy, content) =>
    svg("text", {x: 18, y: dy, class: className}, fit(content, className === "figure" ? 20 : plan.characters));
  return svg(
    "g",
    {transform: `translate(${x},${y})`, class: "stage " + stage.state},
    svg("title", {}, [stage.title, stage.figure, ...stage.lines].join("\n")),
    svg("rect", {x: 1, y: 1, width: width - 2, height: height - 2, rx: 10}),
    svg("circle", {cx: width - 20, cy: 22, r: 4.5}),
    text("title", 26, stage.title),
    text("figure", 54, stage.figure),
    text("line", 73, stage.lines[0]),
    text("line", 89, stage.lines[1]),
  );
}

function fit(text, characters) {
  return text.length <= characters ? text : text.slice(0, characters - 9) + "…" + text.slice(-8);
}

function arrow(plan, x, y, isNarrow) {
  const [width, height] = plan.box;
  const from = isNarrow ? [width / 2, y - 26] : [x - 56, height / 2];
  const path = isNarrow
    ? `M${from[0]},${from[1] + 4} v18 m-5,-6 l5,6 l5,-6`
    : `M${from[0] + 6},${from[1]} h44 m-6,-5 l6,5 l-6,5`;
  return svg("path", {d: path, class: "arrow"});
}

// What is refused goes its own way.
function branch(plan, rejected, isNarrow) {
  const group = svg("g", {class: "stage " + (rejected.deliveryTrouble === undefined ? "well" : "odd")});
  const words =
    "Refused, to raw/rejected: " + number(rejected.waiting) + " waiting, " + number(rejected.delivered) + " delivered";
  if (!isNarrow) {
    const path = "M129,102 v22 q0,8 8,8 h20 m-6,-5 l6,5 l-6,5";
    group.append(svg("path", {d: path, class: "arrow"}));
  }
  group.append(svg("text", {x: isNarrow ? 18 : 168, y: plan.height - 11, class: "line"}, words));
  return group;
}

export function drawCharts(element, pipeline) {
  const now = Date.parse(pipeline.now);
  const perSecond = pipeline.pointMillis / 1000;
  const of = (read) => pipeline.history.map((point) => [point.at, read(point)]);
  element.replaceChildren(
    chart("Accepted / s", "good", of((p) => p.good / perSecond), now, number),
    chart("Refused / s", "bad", of((p) => p.bad / perSecond), now, number),
    chart("Waiting in the spool", "", of((p) => p.waiting), now, number),
    chart("Age of the oldest", "", of((p) => p.oldestSeconds), now, seconds),
    chart("Delivered / s", "good", of((p) => p.delivered / perSecond), now, number),
  );
}
