// The events that have come, the newest on top.

import {verdict} from "./detail.js";

const ROWS_MAX = 500;

export class EventList {
  #list;
  #template;
  #onOpen;
  #rows = [];
  #held = [];
  #heldCount = 0;
  #paused = false;
  #text = "";
  #verdict = "";
  #active = null;
  #serial = 0;

  constructor(list, template, onOpen) {
    this.#list = list;
    this.#template = template;
    this.#onOpen = onOpen;
    list.addEventListener("click", (event) => this.#choose(event.target.closest("[role=option]")));
    list.addEventListener("keydown", (event) => this.#key(event));
  }

  // Takes entries in the order in which they came.
  add(entries) {
    if (this.#paused) {
      this.#heldCount += entries.length;
      this.#held.push(...entries);
      this.#held.splice(0, this.#held.length - ROWS_MAX);
      return;
    }
    const fragment = document.createDocumentFragment();
    for (const entry of entries) {
      const row = this.#row(entry);
      this.#rows.unshift(row);
      fragment.prepend(row.element);
    }
    this.#list.prepend(fragment);
    for (const old of this.#rows.splice(ROWS_MAX)) {
      old.element.remove();
    }
  }

  // Says between the events that some are not here.
  note(words) {
    const element = document.createElement("li");
    element.className = "gap";
    element.setAttribute("role", "presentation");
    element.textContent = words;
    this.#rows.unshift({element, entry: null});
    this.#list.prepend(element);
  }

  clear() {
    this.#rows = [];
    this.#held = [];
    this.#heldCount = 0;
    this.#active = null;
    this.#list.replaceChildren();
    this.#list.removeAttribute("aria-activedescendant");
  }

  filter(text, wanted) {
    this.#text = text.toLowerCase();
    this.#verdict = wanted;
    for (const row of this.#rows) {
      row.element.hidden = !this.#isWanted(row);
    }
  }

  pause(paused) {
    this.#paused = paused;
    if (!paused) {
      const held = this.#held;
      const missed = this.#heldCount - held.length;
      this.#held = [];
      this.#heldCount = 0;
      if (missed > 0) {
        this.note(missed + " more came during the pause");
      }
      this.add(held);
    }
  }

  get waiting() {
    return this.#heldCount;
  }

  get size() {
    return this.#rows.length;
  }

  get visible() {
    return this.#rows.filter((row) => !row.element.hidden).length;
  }

  #isWanted(row) {
    if (row.entry === null) {
      return this.#text === "" && this.#verdict === "";
    }
    return (
      (this.#verdict === "" || row.entry.verdict === this.#verdict) &&
      (this.#text === "" || row.text.includes(this.#text))
    );
  }

  #row(entry) {
    const element = this.#template.content.firstElementChild.cloneNode(true);
    element.id = "event-" + this.#serial++;
    element.classList.add(entry.verdict);
    const put = (name, text) => {
      const cell = element.querySelector("." + name);
      cell.textContent = text ?? "";
      cell.title = text ?? "";
    };
    put("time", new Date(entry.receivedAt).toLocaleTimeString([], {hour12: false}));
    put("source", entry.source);
    put("call", entry.type ?? entry.path.slice(1));
    put("user", entry.userId);
    put("name", entry.eventName || entry.errors?.[0].code);
    put("verdict", verdict(entry));
    const row = {element, entry, text: entry.text};
    element.hidden = !this.#isWanted(row);
    element.row = row;
    return row;
  }

  #choose(element) {
    if (!element) {
      return;
    }
    this.#active?.setAttribute("aria-selected", "false");
    this.#active = element;
    element.setAttribute("aria-selected", "true");
    this.#list.setAttribute("aria-activedescendant", element.id);
    element.scrollIntoView({block: "nearest"});
    this.#onOpen(element.row.entry);
  }

  #key(event) {
    const options = this.#rows.map((row) => row.element).filter((row) => row.row && !row.hidden);
    const at = options.indexOf(this.#active);
    const to = {
      ArrowDown: Math.min(at + 1, options.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: options.length - 1,
    }[event.key];
    if (to !== undefined && options.length > 0) {
      event.preventDefault();
      this.#choose(options[to]);
    }
  }
}
