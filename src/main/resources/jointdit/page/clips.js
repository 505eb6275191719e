import { api } from "./api.js";
import { byId, closable, element } from "./dom.js";

// The reference clips of a model's latents, in a dialog.
export class ClipPicker {
  constructor(chosen) {
    this.chosen = chosen;
    this.dialog = closable(byId("clips"));
    this.asked = 0;
    let wait;
    byId("clips-search").addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(() => this.load(0), 250);
    });
    byId("clips-more").addEventListener("click", () => this.load(byId("clips-list").children.length));
  }

  open(model) {
    this.model = model;
    byId("clips-search").value = "";
    this.dialog.showModal();
    this.load(0);
  }

  async load(offset) {
    const asked = ++this.asked;
    byId("clips-words").textContent = "Looking…";
    try {
      const page = await api.clips(this.model, byId("clips-search").value, offset);
      if (asked === this.asked) {
        this.draw(page, offset);
      }
    } catch (error) {
      byId("clips-words").textContent = error.message;
    }
  }

  draw(page, offset) {
    const list = byId("clips-list");
    if (offset === 0) {
      list.replaceChildren();
    }
    list.append(...page.clips.map(clip => this.tile(clip)));
    const shown = list.children.length;
    byId("clips-words").textContent = page.total === 0 ? "No clip has such a caption." : `${shown} of ${page.total} clips`;
    byId("clips-more").hidden = shown >= page.total;
  }

  tile(clip) {
    const choose = () => {
      this.dialog.close();
      this.chosen(clip);
    };
    const words = clip.caption || clip.id;
    return element(
      "li",
      {},
      element(
        "button",
        { type: "button", onclick: choose },
        element("img", { src: clip.url, alt: "", loading: "lazy", width: 96, height: 96 }),
        element("span", {}, words),
        element("small", {}, clip.split),
      ),
    );
  }
}
