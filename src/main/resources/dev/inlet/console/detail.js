// One event: what was received beside what was written.

import {copy, curl} from "./curl.js";
import {layOut, lineAt, markDifferences, parse, show} from "./text.js";

export function describe(element, entry, base, close) {
  const received = entry.body === undefined ? null : parse(entry.body);
  const receivedLines = received && layOut(received);
  const recordLines = entry.record && layOut(entry.record);
  if (receivedLines && recordLines) {
    markDifferences(receivedLines, recordLines);
  }
  const errors = (entry.errors ?? []).map((error) => {
    const line = receivedLines && lineAt(receivedLines, error.pointer);
    if (line) {
      line.wrong = true;
    }
    return {error, line};
  });
  element.replaceChildren(
    head(entry, base, close),
    facts(entry),
    ...(errors.length ? [reasons(errors)] : []),
    panes(entry, receivedLines, recordLines),
  );
}

function make(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

function head(entry, base, close) {
  const title = make("h2", "", entry.eventName || entry.type || entry.path);
  title.id = "detail-title";
  const command = curl(entry, base);
  const buttons = make("div", "buttons");
  if (command !== null) {
    const button = make("button", "", "Copy as curl");
    button.id = "copy-curl";
    button.addEventListener("click", () => copy(command, button));
    buttons.append(button);
  }
  const closing = make("button", "quiet", "Close");
  closing.addEventListener("click", close);
  buttons.append(closing);
  return make("header", "", title, make("span", "verdict " + entry.verdict, verdict(entry)), buttons);
}

export function verdict(entry) {
  if (entry.verdict === "good") {
    return "taken";
  }
  return entry.status === 200 ? "refused" : "refused, " + entry.status;
}

function facts(entry) {
  const list = make("dl", "facts");
  const facts = {
    Received: entry.receivedAt,
    Call: entry.path,
    Source: entry.source,
    User: entry.userId,
    Request: entry.requestId,
  };
  for (const [name, value] of Object.entries(facts)) {
    if (value !== undefined) {
      list.append(make("div", "", make("dt", "", name), make("dd", "", value)));
    }
  }
  return list;
}

function reasons(errors) {
  const list = make("ul", "reasons");
  for (const {error, line} of errors) {
    const where = make("button", "pointer", error.pointer === "" ? "the whole body" : error.pointer);
    where.disabled = !line;
    where.addEventListener("click", () => line.element.scrollIntoView({block: "center"}));
    list.append(make("li", "", where, " ", make("span", "", error.message)));
  }
  return list;
}

function panes(entry, receivedLines, recordLines) {
  const received = make("section", "pane", make("h3", "", "Received"));
  if (isCut(entry)) {
    const words = "Only the start of the body is kept, so no command makes the request again.";
    received.append(make("p", "note", words));
  }
  if (receivedLines) {
    received.append(show(receivedLines));
  } else {
    received.append(unread(entry));
  }
  const panes = make("div", "panes", received);
  if (recordLines) {
    panes.append(make("section", "pane", make("h3", "", "Record written"), show(recordLines)));
  }
  return panes;
}

function isCut(entry) {
  return entry.bodyComplete === false && (entry.body ?? entry.bodyBase64) !== undefined;
}

// What is no JSON, is shown as it is.
function unread(entry) {
  if (entry.body !== undefined) {
    return make("pre", "raw", entry.body);
  }
  if (entry.bodyBase64 !== undefined) {
    return make("pre", "raw", entry.bodyBase64);
  }
  return make("p", "note", entry.bodyBytes === undefined
    ? "Nothing is kept of what a stranger sends."
    : "The body, " + entry.bodyBytes + " bytes, is too large to be shown.");
}
