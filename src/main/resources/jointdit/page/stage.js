import { api, isOver } from "./api.js";
import { announce, byId, duration, element } from "./dom.js";

// The run that is looked at: waiting, at work, or what came of it.
export class Stage {
  constructor(ended) {
    this.ended = ended;
    this.watch = null;
    this.id = null;
    this.told = "";
  }

  show(run) {
    this.watch?.stop();
    this.id = run.id;
    this.told = "";
    byId("empty").hidden = true;
    byId("run").hidden = false;
    this.draw(run);
    if (!isOver(run)) {
      this.watch = api.watch(run.id, changed => this.changed(changed));
    }
  }

  changed(run) {
    if (run.id !== this.id) {
      return;
    }
    this.draw(run);
    if (isOver(run)) {
      this.ended(run);
    }
  }

  draw(run) {
    if (run.state !== this.drawn || run.id !== this.of) {
      byId("run").replaceChildren(isOver(run) ? over(run) : this.working(run));
      this.drawn = run.state;
      this.of = run.id;
    }
    if (!isOver(run)) {
      this.progress(run);
    }
    this.tell(run);
  }

  working(run) {
    const cancel = element("button", { type: "button", id: "cancel", onclick: () => this.cancel(run.id) }, "Cancel");
    return element(
      "article",
      { class: "card working" },
      element("h2", {}, title(run)),
      element("img", { id: "preview", class: "strip", alt: "Preview of the clip", hidden: true }),
      element("progress", { id: "progress", max: Math.max(1, run.steps), "aria-label": "Steps" }),
      element("p", { id: "progress-words" }),
      element("div", { class: "row" }, cancel),
      element("p", { class: "error", id: "run-error", role: "alert" }),
    );
  }

  async cancel(id) {
    byId("cancel").disabled = true;
    try {
      const run = await api.cancel(id);
      this.changed(run);
    } catch (error) {
      byId("run-error").textContent = error.message;
      byId("cancel").disabled = false;
    }
  }

  progress(run) {
    const bar = byId("progress");
    if (run.state === "queued") {
      bar.removeAttribute("value");
      byId("progress-words").textContent = run.position > 0 ? `Waiting: ${run.position} before it` : "Waiting: it is next";
      return;
    }
    bar.max = Math.max(1, run.steps);
    bar.value = run.step;
    const left = run.secondsLeft === null ? "" : `, ${duration(run.secondsLeft)} left`;
    byId("progress-words").textContent = run.step === 0 ? "Opening the model…" : `Step ${run.step} of ${run.steps}${left}`;
    if (run.preview) {
      byId("preview").src = run.preview;
      byId("preview").hidden = false;
    }
  }

  // Screen readers hear every quarter, not every step.
  tell(run) {
    const quarter = Math.floor((4 * run.step) / Math.max(1, run.steps));
    const words = isOver(run) ? `The clip is ${run.state}` : run.state === "queued" ? "Waiting" : `${25 * quarter} percent`;
    if (words !== this.told) {
      announce(words);
      this.told = words;
    }
  }
}

const title = run => run.settings.prompt || "A clip without a prompt";

function over(run) {
  return element(
    "article",
    { class: `card ${run.state}` },
    element("h2", {}, title(run)),
    run.state === "done" ? clip(run) : element("p", { class: "message" }, unhappy(run)),
    facts(run),
    log(run),
  );
}

const unhappy = run => (run.state === "cancelled" ? "Cancelled." : `It failed: ${run.message ?? "nobody knows why"}`);

export function player(run) {
  return element("video", {
    src: run.files.video,
    poster: run.picture,
    controls: true,
    loop: true,
    playsinline: true,
    preload: "auto",
    "aria-label": title(run),
  });
}

function clip(run) {
  return element(
    "div",
    { class: "clip" },
    player(run),
    picture(run.files.waveform, "Waveform of the sound"),
    picture(run.files.spectrogram, "Spectrogram of the sound"),
    element(
      "div",
      { class: "row downloads" },
      download(run.files.video, "MP4"),
      download(run.files.sound, "WAV"),
      download(run.files.settings, "Settings"),
    ),
  );
}

const picture = (url, words) => (url ? element("img", { src: url, alt: words, class: "strip" }) : null);

const download = (url, words) => (url ? element("a", { class: "button", href: `${url}?download=1`, download: "" }, `↓ ${words}`) : null);

export function facts(run) {
  const shown = Object.entries(run.settings).filter(([, value]) => value !== "" && value !== null);
  const rows = [["model", run.model.name], ...shown].map(([name, value]) => [
    element("dt", {}, name),
    element("dd", {}, String(value)),
  ]);
  return element("details", {}, element("summary", {}, "Settings"), element("dl", {}, ...rows.flat()));
}

function log(run) {
  if (!run.files.log) {
    return null;
  }
  const text = element("pre", { tabindex: 0 }, "…");
  const opened = async () => (text.textContent = await (await fetch(run.files.log)).text());
  return element("details", { ontoggle: opened }, element("summary", {}, "Log"), text);
}
