/** Earlier runs. */
import * as calls from "./calls.js";
import { announce, at, calm, el, say } from "./dom.js";
import { sure } from "./dialogs.js";
import * as words from "./words.js";

const LIMIT = 24;
const PATIENCE = 2000;

export class Gallery {
  /** `open`, `again` and `compare` are told of runs, `removed` of an id. */
  constructor(deeds) {
    this.deeds = deeds;
    this.runs = [];
    this.cards = new Map();
    this.chosen = [];
    this.limit = LIMIT;
    this.asked = 0;
    at("gallery-more").addEventListener("click", () => {
      this.limit += LIMIT;
      this.load();
    });
    at("compare-open").addEventListener("click", () => deeds.compare(...this.chosen.map((id) => this.runs.find((run) => run.id === id))));
  }

  /** Reads all runs in view anew, and again soon while some are at work; late answers to earlier questions do not count. */
  async load() {
    clearTimeout(this.soon);
    const asked = ++this.asked;
    const { total, runs } = await this.read();
    if (asked !== this.asked) {
      return;
    }
    this.runs = runs;
    this.draw(total);
    if (runs.some(calls.isAtWork)) {
      this.later();
    }
  }

  /** Goes on through hiccups of the server. */
  later() {
    this.soon = setTimeout(async () => {
      try {
        await this.load();
        this.deeds.trouble("");
      } catch (refusal) {
        this.deeds.trouble(refusal.message);
        this.later();
      }
    }, PATIENCE);
  }

  async read() {
    const first = await calls.runs(0, LIMIT);
    while (first.runs.length < Math.min(this.limit, first.total)) {
      const more = await calls.runs(first.runs.length, LIMIT);
      if (more.runs.length === 0) {
        break;
      }
      first.runs.push(...more.runs);
    }
    return first;
  }

  draw(total) {
    const before = this.cards;
    this.cards = new Map(this.runs.map((run) => [run.id, this.card(run, before.get(run.id))]));
    const elements = [...this.cards.values()].map((card) => card.element);
    const list = at("cards");
    if (elements.length !== list.children.length || elements.some((element, i) => list.children[i] !== element)) {
      list.replaceChildren(...elements);
    }
    at("gallery-empty").hidden = total > 0;
    at("gallery-more").hidden = this.runs.length >= total;
    say(at("gallery-count"), total > 0 ? count(total) : "");
    this.chosen = this.chosen.filter((id) => this.cards.has(id));
    this.marked();
  }

  /** The card of a run: the one there is, unless the run changed. */
  card(run, before) {
    const text = JSON.stringify([run.state, run.position, run.step, run.files]);
    return before?.text === text ? before : { text, element: this.drawn(run) };
  }

  drawn(run) {
    const { open, again } = this.deeds;
    const name = words.title(run);
    const done = run.files.video !== null;
    return el(
      "li",
      { class: "clip", "data-id": run.id },
      el("button", { type: "button", class: "open", "aria-label": `Show: ${name}`, click: () => open(run) }, thumbnail(run)),
      el("div", { class: "words" }, el("p", {}, name), el("p", { class: "soft" }, words.line(run)), el("p", { class: "soft" }, `${run.model.name} · ${words.moment(run.madeAt)}`)),
      el(
        "div",
        { class: "deeds" },
        el("button", { type: "button", class: "button small again", "aria-label": `Use the settings again: ${name}`, click: () => again(run) }, "Use again"),
        done ? el("button", { type: "button", class: "button small pick", "aria-label": `Compare: ${name}`, "aria-pressed": "false", click: () => this.pick(run.id) }, "Compare") : null,
        calls.isAtWork(run) ? null : el("button", { type: "button", class: "plain delete", "aria-label": `Delete: ${name}`, click: () => this.remove(run) }, "Delete"),
      ),
    );
  }

  /** Takes a run into the comparison or out of it; a third takes the place of the first. */
  pick(id) {
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((other) => other !== id) : [...this.chosen, id].slice(-2);
    this.marked();
  }

  marked() {
    this.cards.forEach(({ element }, id) => element.querySelector(".pick")?.setAttribute("aria-pressed", this.chosen.includes(id)));
    at("compare-open").disabled = this.chosen.length < 2;
    say(at("compare-words"), ["", "Choose one more to compare", ""][this.chosen.length]);
  }

  /** Marks the run in view. */
  shown(id) {
    this.cards.forEach(({ element }, other) => element.classList.toggle("shown", other === id));
  }

  async remove(run) {
    if (!(await sure(`${words.title(run)}, with its video, sound and settings.`))) {
      return;
    }
    const next = this.runs[this.runs.findIndex((other) => other.id === run.id) + 1] ?? this.runs[0];
    try {
      await calls.remove(run.id);
      announce("Deleted");
      this.deeds.removed(run.id);
    } catch (refusal) {
      this.deeds.trouble(refusal.message);
    }
    await this.load();
    (this.cards.get(next.id)?.element.querySelector(".open") ?? at("run")).focus();
  }
}

const count = (total) => words.count(total, "clip", "clips");

/** A first look at a run: its video, which plays while it is pointed at, else its state. */
function thumbnail(run) {
  if (run.files.video === null) {
    return el("span", {}, words.state(run));
  }
  const video = el("video", { src: `${run.files.video}#t=0.1`, preload: "metadata", loop: true, playsinline: true, tabindex: -1 });
  video.muted = true;
  video.addEventListener("mouseenter", () => calm() || video.play().catch(() => {}));
  video.addEventListener("mouseleave", () => video.pause());
  return video;
}
