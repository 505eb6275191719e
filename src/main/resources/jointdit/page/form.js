/** What is asked of the server: the model and all settings, drawn as the server describes them. */
import { at, say } from "./dom.js";
import { field } from "./fields.js";
import * as words from "./words.js";

/** Weights that count, by kind of guidance; all of them where a kind is not named. */
const WEIGHTS = { none: [], "joint-cfg": ["wv", "wa", "rescale"] };

export class Form {
  constructor(models, descriptions) {
    this.models = models;
    this.fields = new Map(descriptions.map((description) => [description.name, field(description)]));
    this.fields.forEach((each) => at(`fields-${section(each.description)}`).append(each.element));
    at("model").replaceChildren(...models.map((model) => new Option(words.sentence(model.name), model.id)));
    at("model").addEventListener("change", () => this.modelChanged());
    this.fields.get("guidance").input.addEventListener("input", () => this.weighted());
    this.onModel = () => {};
    this.weighted();
  }

  get model() {
    return this.models.find((model) => model.id === at("model").value);
  }

  modelChanged() {
    say(at("model-words"), words.model(this.model));
    this.fields.get("seconds").hint(`${words.short(this.model.seconds)}, the model’s`);
    this.fields.get("framesPerSecond").hint(`${words.short(this.model.framesPerSecond)}, the model’s`);
    this.onModel(this.model);
  }

  weighted() {
    const counts = WEIGHTS[this.fields.get("guidance").value()];
    this.fields.forEach((each) => {
      if (each.description.group === "guidance" && each.name !== "guidance") {
        each.enable(counts === undefined || counts.includes(each.name));
      }
    });
  }

  /** All settings, or null where one is wrong, which is told beside it. */
  settings() {
    this.quiet();
    const wrong = [...this.fields.values()].find((each) => each.fault() !== "");
    if (wrong) {
      this.complain(wrong.fault(), wrong.name);
      return null;
    }
    return Object.fromEntries([...this.fields].map(([name, each]) => [name, each.value()]));
  }

  /** Takes the settings of a run, and its model if that is still there. */
  fill(run) {
    this.quiet();
    const there = this.models.some((model) => model.id === run.model.id);
    if (there) {
      at("model").value = run.model.id;
      this.modelChanged();
    }
    this.fields.forEach((each) => each.set(run.settings[each.name] ?? each.description.default));
    this.weighted();
    return there;
  }

  quiet() {
    say(at("form-problem"), "");
    this.fields.forEach((each) => each.complain(""));
  }

  /** Says what is wrong, beside the setting at fault if there is one. */
  complain(message, name) {
    const faulty = this.fields.get(name);
    if (!faulty) {
      say(at("form-problem"), message);
      return;
    }
    faulty.complain(message);
    const folded = faulty.element.closest("details");
    if (folded) {
      folded.open = true;
    }
    faulty.input.focus();
  }
}

function section({ group, kind }) {
  if (group === "sampling" && kind !== "choice") {
    return "clip";
  }
  return group === "sampling" || group === "memory" ? "method" : group;
}
