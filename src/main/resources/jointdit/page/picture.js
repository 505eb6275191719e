/** What the clip begins with: a picture by drop, paste or choice, a reference clip, or nothing. */
import * as calls from "./calls.js";
import { at, say } from "./dom.js";

export class Picture {
  constructor(limits) {
    this.limits = limits;
    this.picture = null;
    this.clip = null;
    this.sent = Promise.resolve();
    document.querySelectorAll("[name=start]").forEach((radio) => radio.addEventListener("change", () => this.shown()));
    at("file").addEventListener("change", () => this.take(at("file").files));
    at("picture-away").addEventListener("click", () => this.away());
    this.listenToDrops();
    document.addEventListener("paste", (event) => this.take(event.clipboardData.files));
  }

  listenToDrops() {
    const over = (isOver) => at("drop").classList.toggle("over", isOver);
    const isFile = (event) => event.dataTransfer.types.includes("Files");
    document.addEventListener("dragover", (event) => {
      if (isFile(event)) {
        event.preventDefault();
        over(true);
      }
    });
    document.addEventListener("dragleave", (event) => over(event.relatedTarget !== null));
    document.addEventListener("drop", (event) => {
      if (isFile(event)) {
        event.preventDefault();
        over(false);
        this.take(event.dataTransfer.files);
      }
    });
  }

  get start() {
    return document.querySelector("[name=start]:checked").value;
  }

  choose(start) {
    document.querySelector(`[name=start][value=${start}]`).checked = true;
    this.shown();
  }

  shown() {
    at("drop").hidden = this.start !== "upload";
    at("clip-chosen").hidden = this.start !== "clip";
    at("none-words").hidden = this.start !== "none";
    say(at("picture-problem"), "");
  }

  /** Sends the first of some files. */
  take(files) {
    const [file] = files; // before the input is cleared, and its files with it
    if (!file) {
      return;
    }
    this.choose("upload");
    this.away();
    if (file.size > this.limits.pictureBytes) {
      say(at("picture-problem"), `Wanted a picture of at most ${this.limits.pictureBytes / 2 ** 20} MiB, found ${file.name}; take a smaller one`);
      return;
    }
    this.sent = this.send(file);
  }

  async send(file) {
    say(at("picture-words"), `Sending ${file.name} …`);
    try {
      const { id, url, width, height } = await calls.upload(file);
      this.hold({ id, url }, `${file.name}, ${width} × ${height}`);
    } catch (refusal) {
      this.away();
      say(at("picture-problem"), refusal.message);
    }
  }

  hold(picture, words) {
    this.picture = picture;
    show(at("picture-shown"), picture.url, words);
    say(at("picture-words"), words);
    at("picture-away").hidden = false;
  }

  away() {
    this.picture = null;
    at("file").value = "";
    at("picture-shown").hidden = true;
    at("picture-away").hidden = true;
    say(at("picture-words"), "Drop a picture here, paste one, or");
    say(at("picture-problem"), "");
  }

  /** A reference clip, or null for none. */
  holdClip(clip) {
    this.clip = clip;
    at("clip-shown").hidden = clip === null;
    if (clip) {
      show(at("clip-shown"), clip.url, clip.caption);
    }
    say(at("clip-words"), clip ? clip.caption : "A first frame of the clips this model learned from.");
    at("clip-open").textContent = clip ? "Choose another" : "Choose a clip";
  }

  /** Other models have other reference clips. */
  modelChanged(model) {
    const radio = document.querySelector("[name=start][value=clip]");
    radio.disabled = !model.hasClips;
    radio.parentElement.title = model.hasClips ? "" : "The table of clips that this model learned from is not here";
    this.holdClip(null);
    if (this.start === "clip" && !model.hasClips) {
      this.choose("upload");
    }
  }

  /** What a run began with; `sameModel` tells whether its reference clip can be asked for again. */
  fill(run, sameModel) {
    this.away();
    if (run.clip && sameModel) {
      this.holdClip({ key: run.clip, url: run.picture, caption: "That of the earlier clip" });
      this.choose("clip");
    } else if (run.pictureId) {
      this.hold({ id: run.pictureId, url: run.picture }, "That of the earlier clip");
      this.choose("upload");
    } else {
      this.choose("none");
    }
  }

  /** For the request, once the picture is sent. */
  async wanted() {
    await this.sent;
    return {
      picture: this.start === "upload" && this.picture ? this.picture.id : null,
      clip: this.start === "clip" && this.clip ? this.clip.key : null,
    };
  }
}

function show(image, url, words) {
  image.src = url;
  image.alt = words;
  image.hidden = false;
}
