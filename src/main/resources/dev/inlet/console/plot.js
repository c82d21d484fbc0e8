// A line over time or numbers, and bars over names.

import {svg} from "./chart.js";
import {hide, showAt} from "./tip.js";
import {element, short} from "./values.js";

const LEFT = 46;
const BOTTOM = 24;
const TOP = 10;
const RIGHT = 12;
const BARS_MAX = 30;

// Round numbers from 0 or below to at least this one.
export function ticksTo(least, most) {
  const span = most - least || 1;
  const raw = span / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw * 0.999);
  const ticks = [];
  for (let tick = Math.floor(least / step); tick <= Math.ceil(most / step - 1e-9); tick++) {
    ticks.push(tick * step);
  }
  return ticks;
}

// Draws {title, points: [{x, y, label, tip, isOpen}], height}, and again when there is other room for it.
// The arrows go from point to point, as the mouse does.
export function lines(plot) {
  const figure = element("figure", "plot " + (plot.kind ?? ""));
  figure.append(element("figcaption", "", plot.title));
  const place = element("div", "canvas");
  place.tabIndex = 0;
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", plot.summary ?? plot.title);
  figure.append(place);
  let drawn = null;
  let active = -1;
  const point = (index) => {
    active = Math.max(0, Math.min(plot.points.length - 1, index));
    drawn.mark(active);
  };
  const draw = () => {
    drawn = drawLines(plot, place.clientWidth);
    place.replaceChildren(drawn.picture);
  };
  new ResizeObserver(() => place.clientWidth > 0 && draw()).observe(place);
  place.addEventListener("mousemove", (event) => point(drawn.nearest(event.clientX)));
  place.addEventListener("mouseleave", () => drawn.unmark());
  place.addEventListener("blur", () => drawn?.unmark());
  place.addEventListener("keydown", (event) => {
    const to = {ArrowLeft: active - 1, ArrowRight: active + 1, Home: 0, End: plot.points.length - 1}[event.key];
    if (to !== undefined) {
      event.preventDefault();
      point(active < 0 ? plot.points.length - 1 : to);
    }
  });
  return figure;
}

function drawLines({points, height}, width) {
  const values = points.map((point) => point.y);
  const ticks = ticksTo(Math.min(0, ...values), Math.max(...values, 0));
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const [from, to] = [points[0].x, points[points.length - 1].x];
  const inner = width - LEFT - RIGHT;
  const x = (value) => LEFT + (to === from ? inner / 2 : ((value - from) / (to - from)) * inner);
  const y = (value) => TOP + (1 - (value - low) / (high - low)) * (height - TOP - BOTTOM);
  const picture = svg("svg", {viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true"});
  for (const tick of ticks) {
    picture.append(
      svg("line", {x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick), class: tick === 0 ? "base" : "tick"}),
      svg("text", {x: LEFT - 8, y: y(tick) + 4, "text-anchor": "end"}, short(tick)),
    );
  }
  const every = Math.max(1, Math.ceil(points.length / Math.max(2, Math.floor(inner / 84))));
  for (let index = points.length - 1; index >= 0; index -= every) {
    const at = x(points[index].x);
    if (at >= LEFT + 14 || points.length === 1) {
      const anchor = at > width - RIGHT - 24 ? "end" : "middle";
      picture.append(svg("text", {x: anchor === "end" ? width - RIGHT + 4 : at, y: height - 6, "text-anchor": anchor}, points[index].label));
    }
  }
  const closed = points.filter((point) => !point.isOpen);
  const path = (some) => some.map((point) => x(point.x).toFixed(1) + "," + y(point.y).toFixed(1)).join(" L");
  if (closed.length > 1) {
    const ends = [x(closed[0].x).toFixed(1), x(closed[closed.length - 1].x).toFixed(1)];
    picture.append(
      svg("path", {d: `M${ends[0]},${y(0)} L${path(closed)} L${ends[1]},${y(0)} Z`, class: "area"}),
      svg("path", {d: "M" + path(closed), class: "course"}),
    );
  }
  if (closed.length < points.length && closed.length > 0) {
    picture.append(svg("path", {d: "M" + path(points.slice(closed.length - 1)), class: "course open"}));
  }
  if (points.length === 1) {
    picture.append(svg("circle", {cx: x(points[0].x), cy: y(points[0].y), r: 4, class: "mark"}));
  }
  const hair = svg("line", {y1: TOP, y2: height - BOTTOM, class: "hair", visibility: "hidden"});
  const dot = svg("circle", {r: 4.5, class: "mark", visibility: "hidden"});
  picture.append(hair, dot);
  return {
    picture,
    nearest(clientX) {
      const at = clientX - picture.getBoundingClientRect().left;
      let best = 0;
      points.forEach((point, index) => {
        if (Math.abs(x(point.x) - at) < Math.abs(x(points[best].x) - at)) {
          best = index;
        }
      });
      return best;
    },
    mark(index) {
      const {x: across, y: up, tip} = points[index];
      hair.setAttribute("x1", x(across));
      hair.setAttribute("x2", x(across));
      dot.setAttribute("cx", x(across));
      dot.setAttribute("cy", y(up));
      hair.setAttribute("visibility", "visible");
      dot.setAttribute("visibility", "visible");
      showAt(dot.getBoundingClientRect(), tip);
    },
    unmark() {
      hair.setAttribute("visibility", "hidden");
      dot.setAttribute("visibility", "hidden");
      hide();
    },
  };
}

// A table of [{name, value, words, tip}], whose values are bars, too.
export function bars(heads, rows) {
  const most = Math.max(0, ...rows.map((row) => row.value));
  const head = element("tr", "", ...heads.map((words) => {
    const cell = element("th", "", words);
    cell.scope = "col";
    return cell;
  }));
  const body = element("tbody", "", ...rows.slice(0, BARS_MAX).map((row) => bar(row, most)));
  const grid = element("table", "bars", element("thead", "", head), body);
  if (rows.length <= BARS_MAX) {
    return grid;
  }
  return element("div", "", grid, element("p", "note", `The first ${BARS_MAX} of ${rows.length} are shown.`));
}

function bar(row, most) {
  const name = element("th", "name", row.name);
  name.scope = "row";
  name.title = row.name;
  const share = most > 0 ? Math.max(0, (100 * row.value) / most) : 0;
  const picture = svg("svg", {height: 16, role: "presentation"});
  picture.append(svg("rect", {x: 0, y: 0, width: share.toFixed(1) + "%", height: 16, rx: 3}));
  const line = element("tr", "", name, element("td", "length", picture), ...row.words.map((words) => element("td", "figure", words)));
  line.dataset.tip = row.tip;
  return line;
}
