// JSON as text: read and laid out without changing a digit, which JSON.parse would.

const LITERAL = /(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\n\r]*/y;

// Far more than an event may have, and far less than fills a browser's stack.
const DEPTH_MAX = 250;

// What a text says as JSON, or null when it is none, or nested too deep to be laid out.
export function parse(text) {
  const reader = {text, at: 0, depth: 0};
  try {
    const value = readValue(reader);
    skip(reader);
    return reader.at === text.length ? value : null;
  } catch (broken) {
    if (broken instanceof SyntaxError) {
      return null;
    }
    throw broken;
  }
}

function skip(reader) {
  SPACE.lastIndex = reader.at;
  SPACE.exec(reader.text);
  reader.at = SPACE.lastIndex;
}

function token(reader, pattern) {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (!match) {
    throw new SyntaxError("not JSON at " + reader.at);
  }
  reader.at = pattern.lastIndex;
  return match[0];
}

function take(reader, character) {
  skip(reader);
  if (reader.text[reader.at] !== character) {
    return false;
  }
  reader.at++;
  return true;
}

function expect(reader, character) {
  if (!take(reader, character)) {
    throw new SyntaxError("not JSON at " + reader.at);
  }
}

function readValue(reader) {
  if (take(reader, "{")) {
    return {kind: "object", parts: readParts(reader, "}", readMember)};
  }
  if (take(reader, "[")) {
    return {kind: "array", parts: readParts(reader, "]", () => ({value: readValue(reader)}))};
  }
  if (reader.text[reader.at] === '"') {
    return {kind: "string", raw: token(reader, STRING)};
  }
  const raw = token(reader, LITERAL);
  return {kind: /[-\d]/.test(raw[0]) ? "number" : "literal", raw};
}

function readParts(reader, end, readPart) {
  if (++reader.depth > DEPTH_MAX) {
    throw new SyntaxError("too deep at " + reader.at);
  }
  const parts = [];
  if (!take(reader, end)) {
    do {
      parts.push(readPart(reader));
    } while (take(reader, ","));
    expect(reader, end);
  }
  reader.depth--;
  return parts;
}

function readMember(reader) {
  skip(reader);
  const key = token(reader, STRING);
  expect(reader, ":");
  return {key, value: readValue(reader)};
}

// The lines of a value laid out, each with the JSON pointer of what it shows.
export function layOut(value) {
  const lines = [];
  put(lines, value, {depth: 0, key: null, pointer: "", comma: ""});
  return lines;
}

function put(lines, value, place) {
  if (!value.parts || value.parts.length === 0) {
    const raw = value.raw ?? (value.kind === "object" ? "{}" : "[]");
    lines.push({...place, kind: value.kind, text: raw, leaf: true});
    return;
  }
  const [open, close] = value.kind === "object" ? "{}" : "[]";
  lines.push({...place, kind: value.kind, text: open, comma: "", leaf: false});
  value.parts.forEach((part, index) => {
    const name = part.key === undefined ? String(index) : JSON.parse(part.key);
    put(lines, part.value, {
      depth: place.depth + 1,
      key: part.key ?? null,
      pointer: place.pointer + "/" + name.replaceAll("~", "~0").replaceAll("/", "~1"),
      comma: index < value.parts.length - 1 ? "," : "",
    });
  });
  lines.push({...place, key: null, kind: value.kind, text: close, leaf: false});
}

// Marks in each of two texts the values that the other does not hold.
export function markDifferences(one, other) {
  const inOne = new Set(one.filter((line) => line.leaf).map(content));
  const inOther = new Set(other.filter((line) => line.leaf).map(content));
  one.forEach((line) => (line.only = line.leaf && !inOther.has(content(line))));
  other.forEach((line) => (line.only = line.leaf && !inOne.has(content(line))));
}

function content(line) {
  return (line.key ?? "") + ":" + line.text;
}

// The line that a pointer leads to; what is missing is shown where it should be.
export function lineAt(lines, pointer) {
  for (let place = pointer; ; place = place.slice(0, place.lastIndexOf("/"))) {
    const line = lines.find((candidate) => candidate.pointer === place);
    if (line || place === "") {
      return line ?? null;
    }
  }
}

// The same as elements.
export function show(lines) {
  const list = document.createElement("ol");
  list.className = "json";
  for (const line of lines) {
    const item = document.createElement("li");
    item.style.setProperty("--depth", line.depth);
    if (line.only) {
      item.classList.add("only");
    }
    if (line.wrong) {
      item.classList.add("wrong");
    }
    if (line.key !== null) {
      item.append(span("key", line.key), ": ");
    }
    item.append(span(line.leaf ? line.kind : "mark", line.text), line.comma);
    line.element = item;
    list.append(item);
  }
  return list;
}

function span(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}
