/** The picker of reference clips. */
import * as calls from "./calls.js";
import { at, el, say } from "./dom.js";
import { open } from "./dialogs.js";
import { count } from "./words.js";

const LIMIT = 24;
const PATIENCE = 250;

export class Clips {
  constructor(chosen) {
    this.chosen = chosen;
    this.asked = 0;
    at("clips-search").addEventListener("input", () => {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.load(0), PATIENCE);
    });
    at("clips-more").addEventListener("click", () => this.load(at("clips-list").children.length));
  }

  open(model) {
    this.model = model;
    at("clips-search").value = "";
    open("clips");
    return this.load(0);
  }

  /** Shows clips from an offset on; late answers to earlier questions do not count. */
  async load(offset) {
    const asked = ++this.asked;
    const query = { model: this.model.id, search: at("clips-search").value.trim(), offset, limit: LIMIT };
    try {
      const { total, clips } = await calls.clips(query);
      if (asked === this.asked) {
        this.draw(offset, total, clips);
      }
    } catch (refusal) {
      say(at("clips-count"), refusal.message);
    }
  }

  draw(offset, total, clips) {
    const list = at("clips-list");
    if (offset === 0) {
      list.replaceChildren();
    }
    list.append(...clips.map((clip) => this.item(clip)));
    say(at("clips-count"), total === 0 ? "No caption has these words" : count(total, "clip", "clips"));
    at("clips-more").hidden = list.children.length >= total;
  }

  item(clip) {
    const take = () => {
      at("clips").close();
      this.chosen(clip);
    };
    return el(
      "li",
      {},
      el("button", { type: "button", click: take }, el("img", { src: clip.url, alt: "", loading: "lazy" }), el("span", {}, clip.caption || clip.id)),
    );
  }
}
