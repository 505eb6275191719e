import { byId, element } from "./dom.js";

// The settings of a run, drawn from what the server says of them.
export class Form {
  constructor(fields) {
    this.fields = fields;
    this.inputs = new Map();
    for (const field of fields) {
      byId(`${place(field)}-fields`).append(this.drawn(field));
    }
    for (const group of ["sampling", "guidance", "memory"]) {
      byId(`${group}-details`).hidden = byId(`${group}-fields`).children.length === 0;
    }
  }

  // Values by name; what is left empty is the server's to choose.
  values() {
    const values = {};
    for (const field of this.fields) {
      const text = this.inputs.get(field.name).value;
      if (["text", "choice"].includes(field.kind)) {
        values[field.name] = text;
      } else if (text.trim() !== "") {
        values[field.name] = Number(text);
      }
    }
    return values;
  }

  fill(values) {
    for (const field of this.fields) {
      const value = values[field.name] ?? field.default ?? "";
      this.inputs.get(field.name).value = value;
      this.inputs.get(field.name).dispatchEvent(new Event("input"));
    }
  }

  // Shows what is wrong at the input it is about; false if there is none of this name.
  complain(name, message) {
    this.praise();
    const input = this.inputs.get(name);
    if (!input) {
      return false;
    }
    input.closest("details")?.setAttribute("open", "");
    input.setAttribute("aria-invalid", "true");
    byId(`${name}-error`).textContent = message;
    input.focus();
    return true;
  }

  praise() {
    for (const [name, input] of this.inputs) {
      input.removeAttribute("aria-invalid");
      byId(`${name}-error`).textContent = "";
    }
  }

  drawn(field) {
    const input = this.input(field);
    input.setAttribute("aria-describedby", `${field.name}-help ${field.name}-error`);
    this.inputs.set(field.name, input);
    return element(
      "div",
      { class: `field ${field.kind}` },
      element("label", { for: field.name }, field.label, code(field)),
      element("div", { class: "row" }, input, this.beside(field, input)),
      element("p", { class: "help", id: `${field.name}-help` }, field.help),
      element("p", { class: "error", id: `${field.name}-error`, role: "alert" }),
    );
  }

  input(field) {
    const common = { id: field.name, name: field.name };
    if (field.kind === "choice") {
      const options = field.choices.map(choice => element("option", { selected: choice === field.default }, choice));
      return element("select", common, ...options);
    }
    if (field.kind === "text") {
      const text = element("textarea", { ...common, rows: field.name === "prompt" ? 2 : 1, maxlength: field.max });
      text.value = field.default ?? "";
      return text;
    }
    const limits = { min: field.min, max: field.max, step: field.step, inputmode: "decimal" };
    const placeholder = field.kind === "seed" ? "drawn anew" : "as trained";
    return element("input", { ...common, ...limits, type: "number", value: field.default ?? "", placeholder });
  }

  // A dice for seeds, a slider for what has a short range.
  beside(field, input) {
    if (field.kind === "seed") {
      const roll = () => (input.value = crypto.getRandomValues(new Uint32Array(1))[0]);
      return element("button", { type: "button", id: "dice", title: "Draw a seed", onclick: roll }, "Dice");
    }
    const isSlider = ["number", "integer"].includes(field.kind) && field.default !== null;
    if (!isSlider) {
      return null;
    }
    const slider = element("input", { type: "range", min: field.min, max: field.max, step: field.step, "aria-label": field.label, tabindex: -1 });
    slider.value = field.default;
    slider.addEventListener("input", () => (input.value = slider.value));
    input.addEventListener("input", () => (slider.value = input.value));
    return slider;
  }
}

const place = field => (["sampling", "guidance", "memory"].includes(field.group) ? field.group : "prompt");

const code = field => (field.group === "guidance" && field.name.startsWith("w") ? element("code", {}, field.name) : null);
