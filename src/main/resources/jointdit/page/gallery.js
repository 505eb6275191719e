import { api, isOver } from "./api.js";
import { byId, closable, element } from "./dom.js";
import { facts, player } from "./stage.js";

const PAGE = 12;

// Earlier runs: look again, use their settings, put two side by side, delete.
export class Gallery {
  constructor({ open, again }) {
    this.open = open;
    this.again = again;
    this.marked = [];
    this.runs = new Map();
    this.both = closable(byId("both"));
    this.both.addEventListener("close", () => byId("both-clips").replaceChildren());
    byId("more").addEventListener("click", () => this.load(byId("runs").children.length));
    byId("compare").addEventListener("click", () => this.compare());
    byId("play-both").addEventListener("click", () => this.play());
  }

  async load(offset = 0) {
    const page = await api.runs(offset, PAGE);
    if (offset === 0) {
      byId("runs").replaceChildren();
      this.runs.clear();
    }
    page.runs.forEach(run => this.runs.set(run.id, run));
    this.marked = this.marked.filter(id => this.runs.has(id));
    byId("runs").append(...page.runs.map(run => this.tile(run)));
    byId("more").hidden = byId("runs").children.length >= page.total;
    byId("gallery").hidden = page.total === 0;
    this.count();
  }

  tile(run) {
    const words = run.settings.prompt || "no prompt";
    const image = run.files.spectrogram && run.preview ? run.preview : run.picture;
    return element(
      "li",
      { class: `card ${run.state}`, "data-id": run.id },
      element(
        "button",
        { type: "button", class: "thumb", onclick: () => this.open(run), "aria-label": `Open: ${words}` },
        image ? element("img", { src: image, alt: "", loading: "lazy" }) : element("span", { class: "blank" }, "♪"),
        element("span", {}, words),
      ),
      element("p", { class: "help" }, `${when(run)} · ${run.state === "done" ? `${run.steps} steps` : run.state}`),
      element("div", { class: "row" }, ...this.actions(run, words)),
    );
  }

  actions(run, words) {
    const again = element("button", { type: "button", class: "again", onclick: () => this.again(run) }, "Use these settings");
    const mark = element("input", { type: "checkbox", id: `mark-${run.id}`, onchange: event => this.mark(run.id, event.target.checked) });
    mark.checked = this.marked.includes(run.id);
    const compare = element("label", { class: "mark", for: mark.id }, mark, "Compare");
    const remove = element("button", { type: "button", class: "remove", "aria-label": `Delete: ${words}`, onclick: () => this.remove(run) }, "Delete");
    return [again, run.state === "done" ? compare : null, isOver(run) ? remove : null].filter(each => each !== null);
  }

  mark(id, wanted) {
    this.marked = this.marked.filter(each => each !== id);
    if (wanted) {
      this.marked.push(id);
    }
    while (this.marked.length > 2) {
      byId(`mark-${this.marked.shift()}`).checked = false;
    }
    this.count();
  }

  count() {
    byId("compare").disabled = this.marked.length !== 2;
  }

  compare() {
    const two = this.marked.map(id => this.runs.get(id));
    const shown = two.map(run =>
      element("figure", {}, player(run), element("figcaption", {}, run.settings.prompt || "no prompt"), facts(run)),
    );
    byId("both-clips").replaceChildren(...shown);
    byId("both-settings").replaceChildren(differences(two));
    this.both.showModal();
  }

  async play() {
    const videos = [...byId("both-clips").querySelectorAll("video")];
    videos.forEach(video => {
      video.pause();
      video.currentTime = 0;
    });
    await Promise.all(videos.map(video => video.play()));
  }

  async remove(run) {
    try {
      await api.remove(run.id);
    } finally {
      await this.load();
    }
  }
}

function differences([left, right]) {
  const names = Object.keys({ ...left.settings, ...right.settings });
  const other = names.filter(name => left.settings[name] !== right.settings[name]);
  const rows = [["model", left.model.name, right.model.name], ...other.map(n => [n, left.settings[n], right.settings[n]])]
    .filter(([, a, b]) => a !== b)
    .map(([name, a, b]) => element("tr", {}, element("th", { scope: "row" }, name), cell(a), cell(b)));
  const words = rows.length === 0 ? "Both have the same settings." : "Where their settings differ";
  return element("table", {}, element("caption", {}, words), element("tbody", {}, ...rows));
}

const cell = value => element("td", {}, value === null || value === undefined || value === "" ? "–" : String(value));

const when = run => new Date(run.madeAt).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
