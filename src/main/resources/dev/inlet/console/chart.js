// A small line over the last hour.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 240;
const HEIGHT = 44;
const MINUTE = 60000;

export function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, value);
  }
  element.append(...children);
  return element;
}

// Numbers as people read them.
export function number(value) {
  if (value >= 1e6) {
    return (value / 1e6).toFixed(1) + " M";
  }
  if (value >= 1e4) {
    return (value / 1e3).toFixed(1) + " k";
  }
  return value >= 10 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1);
}

export function seconds(value) {
  if (value < 1) {
    return value === 0 ? "0 s" : "< 1 s";
  }
  if (value < 120) {
    return Math.round(value) + " s";
  }
  return value < 5400 ? Math.round(value / 60) + " min" : Math.round(value / 3600) + " h";
}

export function bytes(value) {
  for (const unit of ["B", "KiB", "MiB"]) {
    if (value < 1024) {
      return (value < 10 && unit !== "B" ? value.toFixed(1) : Math.round(value)) + " " + unit;
    }
    value /= 1024;
  }
  return value.toFixed(1) + " GiB";
}

// A figure with its name, its last value and its course; points are [milliseconds, value].
export function chart(name, kind, points, now, format) {
  const figure = document.createElement("figure");
  figure.className = "chart " + kind;
  const last = points.length ? points[points.length - 1][1] : 0;
  const most = Math.max(0, ...points.map(([, value]) => value));
  const caption = document.createElement("figcaption");
  const label = document.createElement("span");
  label.textContent = name;
  const value = document.createElement("strong");
  value.textContent = format(last);
  caption.append(label, value);
  const span = spanOf(points, now);
  const peak = document.createElement("small");
  peak.textContent = "most " + format(most) + " in " + seconds(span / 1000);
  const title = name + ": " + format(last) + ", " + peak.textContent;
  figure.append(caption, course(points, now, span, most, title), peak);
  return figure;
}

// An hour, or less when there is less to show.
function spanOf(points, now) {
  const first = points.length ? points[0][0] : now;
  return Math.min(60 * MINUTE, Math.max(5 * MINUTE, now - first));
}

function course(points, now, span, most, title) {
  const x = (at) => WIDTH - ((now - at) / span) * WIDTH;
  const y = (value) => HEIGHT - 2 - (most > 0 ? value / most : 0) * (HEIGHT - 6);
  const picture = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": title,
  });
  picture.append(svg("line", {x1: 0, x2: WIDTH, y1: HEIGHT - 2, y2: HEIGHT - 2, class: "base"}));
  if (points.length > 0) {
    const line = points
      .map(([at, value]) => x(at).toFixed(1) + "," + y(value).toFixed(1))
      .join(" L");
    const from = x(points[0][0]).toFixed(1);
    const to = x(points[points.length - 1][0]).toFixed(1);
    picture.append(
      svg("path", {d: `M${from},${HEIGHT - 2} L${line} L${to},${HEIGHT - 2} Z`, class: "area"}),
      svg("path", {d: "M" + line, class: "course"}),
    );
  }
  return picture;
}
