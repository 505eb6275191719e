import { api, isOver } from "./api.js";
import { ClipPicker } from "./clips.js";
import { byId, duration, element } from "./dom.js";
import { Form } from "./form.js";
import { Gallery } from "./gallery.js";
import { PictureChoice } from "./picture.js";
import { Stage } from "./stage.js";

class Page {
  constructor(about, models, fields) {
    this.models = models;
    this.form = new Form(fields);
    this.picture = new PictureChoice(about.limits);
    this.picker = new ClipPicker(clip => this.chooseClip(clip));
    this.gallery = new Gallery({ open: run => this.open(run), again: run => this.again(run) });
    this.stage = new Stage(() => this.gallery.load());
    this.drawModels();
    byId("model").addEventListener("change", () => this.modelChanged());
    byId("pick").addEventListener("click", () => this.picker.open(byId("model").value));
    byId("form").addEventListener("submit", event => {
      event.preventDefault();
      this.make();
    });
  }

  drawModels() {
    const options = this.models.map(model => element("option", { value: model.id }, words(model)));
    byId("model").replaceChildren(...options);
    this.modelChanged();
  }

  modelChanged() {
    const model = this.models.find(each => each.id === byId("model").value);
    byId("pick").disabled = !model.hasClips;
    byId("pick").title = model.hasClips ? "" : "The data this model was trained on is not on this machine";
    byId("model-help").textContent =
      `Clips of ${duration(model.seconds)} at ${model.framesPerSecond} frames a second, ${model.width} × ${model.height} pixels.`;
    if (!model.hasClips && this.picture?.chosen.clip) {
      this.picture.clear();
    }
  }

  chooseClip(clip) {
    this.picture.show({ picture: null, clip: clip.key }, clip.url, clip.caption || clip.id);
    const prompt = byId("prompt");
    if (prompt && prompt.value.trim() === "") {
      prompt.value = clip.caption;
    }
  }

  async make() {
    byId("form-error").textContent = "";
    this.form.praise();
    byId("make").disabled = true;
    try {
      const wanted = { model: byId("model").value, ...this.picture.chosen, settings: this.form.values() };
      const run = await api.start(wanted);
      this.open(run);
      await this.gallery.load();
    } catch (error) {
      if (!error.field || !this.form.complain(error.field, error.message)) {
        byId("form-error").textContent = error.message;
      }
    } finally {
      byId("make").disabled = false;
    }
  }

  open(run) {
    this.stage.show(run);
    byId("stage").focus({ preventScroll: true });
    byId("stage").scrollIntoView({ block: "nearest" });
  }

  again(run) {
    this.form.fill(run.settings);
    if (this.models.some(model => model.id === run.model.id)) {
      byId("model").value = run.model.id;
      this.modelChanged();
    }
    if (run.picture) {
      this.picture.show({ picture: run.pictureId, clip: run.pictureId ? null : run.clip }, run.picture, "as in the earlier clip");
    } else {
      this.picture.clear();
    }
    byId("form").scrollIntoView();
    byId("prompt").focus();
  }

  // A page that is loaded again goes on with what is at work.
  async resume() {
    await this.gallery.load();
    const working = [...this.gallery.runs.values()].filter(run => !isOver(run)).pop();
    if (working) {
      this.stage.show(working);
    }
  }
}

function words(model) {
  if (model.kind === "shipped") {
    return "The model that comes with the program";
  }
  const made = new Date(model.madeAt).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  return `${model.name}, step ${model.step} (${made})`;
}

try {
  const [about, { models }, { fields }] = await Promise.all([api.about(), api.models(), api.settings()]);
  await new Page(about, models, fields).resume();
  document.body.dataset.ready = "true";
} catch (error) {
  byId("form-error").textContent = error.message;
  byId("make").disabled = true;
}
