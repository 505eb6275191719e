/** Two runs side by side. */
import { at, el } from "./dom.js";
import { open } from "./dialogs.js";
import { picture, settingsTable, video } from "./result.js";
import * as words from "./words.js";

const SOUNDS = [["Left", [true, false]], ["Right", [false, true]], ["Both", [true, true]]];

/** Opens the comparison; both play together, one of them with sound. */
export function compare(labels, left, right) {
  const videos = [left, right].map((run) => video(run.files.video, { muted: false }));
  const hear = (heard) => videos.forEach((each, i) => (each.muted = !heard[i]));
  hear(SOUNDS[0][1]);
  at("compare-body").replaceChildren(
    el("div", { class: "row" }, button("play-both", "Play both", () => playBoth(videos)), button("pause-both", "Pause", () => videos.forEach((each) => each.pause())), sounds(hear)),
    el("div", { class: "pair" }, side(left, videos[0]), side(right, videos[1])),
    settingsTable(labels, [left, right]),
  );
  open("compare");
  at("compare").onclose = () => at("compare-body").replaceChildren(); // and their sound ends
}

const button = (id, name, click) => el("button", { type: "button", class: "button", id, click }, name);

function playBoth(videos) {
  videos.forEach((each) => (each.currentTime = 0));
  return Promise.allSettled(videos.map((each) => each.play()));
}

function sounds(hear) {
  const choices = SOUNDS.map(([name, heard], i) =>
    el("label", {}, el("input", { type: "radio", name: "heard", checked: i === 0, change: () => hear(heard) }), name));
  return el("div", { class: "choices", role: "group", "aria-label": "Sound to hear" }, el("span", { class: "soft" }, "Sound:"), ...choices);
}

function side(run, player) {
  return el("div", {}, el("h3", {}, words.title(run)), el("div", { class: "screen" }, player), picture(run.files.spectrogram, "Spectrogram"));
}
