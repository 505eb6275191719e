/** The run in view: waiting, at work, or what became of it. */
import * as calls from "./calls.js";
import { announce, at, el, say } from "./dom.js";
import { result } from "./result.js";
import * as words from "./words.js";

export class Stage {
  constructor({ again, changed, labels }) {
    Object.assign(this, { again, changed, labels });
    this.element = at("stage");
    this.run = null;
    this.work = null;
    this.stop = () => {};
  }

  /** Shows a run, and follows it until it is over. */
  open(run) {
    this.stop();
    this.run = null;
    this.stop = calls.isAtWork(run) ? calls.follow(run.id, (news) => this.show(news), (forGood) => this.work.lost(forGood)) : () => {};
    this.show(run);
  }

  /** Shows nothing. */
  close() {
    this.stop();
    this.run = null;
    this.fill([el("div", { class: "empty" }, el("p", {}, "Choose a clip below, or make a new one."))]);
  }

  /** Takes other elements; who was at one of the old stays here. */
  fill(elements) {
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren(...elements);
    if (hadFocus) {
      this.element.focus({ preventScroll: true });
    }
  }

  show(run) {
    const before = this.run;
    this.run = run;
    if (calls.isAtWork(run)) {
      if (!before) {
        this.work = new Work(run);
        this.fill(this.work.elements);
      }
      this.work.show(run);
    } else {
      const isNews = before !== null;
      this.fill(result(run, { again: this.again, labels: this.labels, isNews }));
    }
    if (before?.state !== run.state) {
      announce(`${words.title(run)}: ${words.state(run)}`);
      this.changed(run);
    }
  }
}

/** A run that waits or is at work. */
class Work {
  constructor(run) {
    this.preview = el("img", { id: "preview", alt: "What the clip looks like so far, at four moments", hidden: true });
    this.wait = el("p", {}, "The picture shows here as soon as there is a first guess of it.");
    this.bar = el("progress", { id: "progress", max: run.steps, "aria-label": "Steps done" });
    this.where = el("span", { id: "where" });
    this.left = el("span", { id: "left", class: "soft" });
    this.cancel = el("button", { type: "button", class: "button", id: "cancel", click: () => this.cancelled(run) }, "Cancel");
    this.elements = [
      el("div", { class: "title" }, el("h2", {}, words.title(run)), el("span", { class: "soft" }, run.model.name)),
      el("div", { class: "screen" }, this.preview, this.wait),
      this.bar,
      el("div", { class: "state" }, this.where, this.left),
      el("div", { class: "row" }, this.cancel),
    ];
  }

  show(run) {
    this.bar.value = run.step;
    say(this.where, words.state(run));
    say(this.left, run.secondsLeft == null ? "" : `about ${words.duration(run.secondsLeft)} left`);
    if (run.preview) {
      this.preview.src = run.preview;
      this.preview.hidden = false;
      this.wait.hidden = true;
    }
    this.tellQuarters(run);
  }

  /** Four words on the way are enough for those who listen. */
  tellQuarters(run) {
    const quarter = Math.floor((4 * run.step) / run.steps);
    if (quarter > (this.quarter ?? 0) && quarter < 4) {
      announce(words.state(run));
    }
    this.quarter = quarter;
  }

  lost(forGood) {
    say(this.left, forGood ? "The server tells no more; reload the page" : "The server does not answer; trying again …");
  }

  async cancelled(run) {
    this.cancel.disabled = true;
    try {
      await calls.cancel(run.id);
    } catch (refusal) {
      this.cancel.disabled = false;
      say(this.left, refusal.message);
    }
  }
}
