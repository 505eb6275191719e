/** What became of a run. */
import * as calls from "./calls.js";
import { calm, el } from "./dom.js";
import * as words from "./words.js";

/** Elements that show a run which is over; the video plays at once where somebody waited for it. */
export function result(run, { again, labels, isNews }) {
  const { files } = run;
  return [
    el("div", { class: "title" }, el("h2", {}, words.title(run)), el("span", { class: "soft" }, `${run.model.name} · ${words.moment(run.madeAt)}`)),
    files.video ? el("div", { class: "screen" }, video(files.video, { autoplay: isNews && !calm() })) : outcome(run),
    files.waveform && el("div", { class: "sound" }, picture(files.waveform, "Waveform"), picture(files.spectrogram, "Spectrogram, low tones below")),
    el(
      "div",
      { class: "row" },
      el("button", { type: "button", class: "button", id: "again", click: () => again(run) }, "Use these settings again"),
      download(files.video, "Video, MP4"),
      download(files.sound, "Sound, WAV"),
      download(files.settings, "Settings, JSON"),
    ),
    el("details", { id: "settings" }, el("summary", {}, "Settings"), settingsTable(labels, [run])),
    files.log && log(files.log),
  ].filter(Boolean);
}

/** A looping video with sound. */
export function video(url, attributes = {}) {
  return el("video", { src: url, controls: true, loop: true, playsinline: true, preload: "auto", ...attributes });
}

export function picture(url, caption) {
  return el("figure", {}, el("img", { src: url, alt: `${caption.split(",")[0]} of the sound` }), el("figcaption", {}, caption));
}

function outcome(run) {
  return run.state === "failed"
    ? el("p", { class: "problem", role: "alert" }, run.message ?? "Failed; the log tells more")
    : el("div", { class: "screen" }, el("p", {}, words.state(run)));
}

function download(url, name) {
  return url && el("a", { class: "button", href: `${url}?download=1`, download: true }, `↓ ${name}`);
}

function log(url) {
  const lines = el("pre", { tabindex: 0 });
  const folded = el("details", { id: "log" }, el("summary", {}, "Log"), lines);
  folded.addEventListener("toggle", async () => (lines.textContent = folded.open ? await calls.text(url) : ""));
  return folded;
}

/** Settings of runs, one column each; rows that differ are marked. */
export function settingsTable(labels, runs) {
  const rows = [["Model", runs.map((run) => run.model.name)]];
  labels.forEach((label, name) => rows.push([label, runs.map((run) => run.settings[name] ?? "the model’s")]));
  return el("table", {}, el("tbody", {}, ...rows.map(([label, values]) => row(label, values))));
}

function row(label, values) {
  const isSame = values.every((value) => value === values[0]);
  return el("tr", { class: isSame ? null : "other" }, el("th", { scope: "row" }, label), ...values.map((value) => el("td", {}, String(value) || "–")));
}
