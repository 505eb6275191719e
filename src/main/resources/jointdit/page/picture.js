import { api } from "./api.js";
import { announce, byId } from "./dom.js";

// What the clip starts at: an uploaded picture, a clip of the training data, or nothing.
export class PictureChoice {
  constructor(limits) {
    this.limits = limits;
    this.chosen = { picture: null, clip: null };
    const drop = byId("drop");
    byId("file").addEventListener("change", event => this.add(event.target.files[0]));
    byId("no-picture").addEventListener("click", () => this.clear());
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, event => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    for (const name of ["dragleave", "drop"]) {
      drop.addEventListener(name, () => drop.classList.remove("over"));
    }
    drop.addEventListener("drop", event => {
      event.preventDefault();
      this.add(event.dataTransfer.files[0]);
    });
    document.addEventListener("paste", event => {
      const file = [...(event.clipboardData?.files ?? [])].find(each => each.type.startsWith("image/"));
      if (file) {
        event.preventDefault();
        this.add(file);
      }
    });
  }

  async add(file) {
    if (!file) {
      return;
    }
    byId("picture-error").textContent = "";
    if (file.size > this.limits.pictureBytes) {
      this.complain(`Wanted a picture of at most ${megabytes(this.limits.pictureBytes)}, found ${megabytes(file.size)}; save it smaller.`);
      return;
    }
    byId("drop").setAttribute("aria-busy", "true");
    try {
      const added = await api.addPicture(file);
      this.show({ picture: added.id, clip: null }, added.url, `${file.name || "Pasted picture"}, ${added.width} × ${added.height}`);
    } catch (error) {
      this.complain(error.message);
    } finally {
      byId("drop").removeAttribute("aria-busy");
      byId("file").value = "";
    }
  }

  show(chosen, url, words) {
    this.chosen = chosen;
    const picture = byId("picture");
    picture.src = url;
    picture.alt = `First frame: ${words}`;
    picture.hidden = false;
    byId("drop-words").textContent = words;
    byId("no-picture").disabled = false;
    byId("picture-error").textContent = "";
    announce(`First frame: ${words}`);
  }

  clear() {
    this.chosen = { picture: null, clip: null };
    byId("picture").hidden = true;
    byId("picture").removeAttribute("src");
    byId("drop-words").textContent = "Drop a picture here, paste one, or";
    byId("no-picture").disabled = true;
    announce("No picture");
  }

  complain(message) {
    byId("picture-error").textContent = message;
  }
}

const megabytes = bytes => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
