/** Settings as form fields: each has an element, a value to read and to set, and a place for what is wrong with it. */
import { el, say } from "./dom.js";

const SEEDS = 2 ** 31;

/** A field of the kind that the server says. */
export function field(description) {
  const parts = KINDS[description.kind](description);
  const problem = el("p", { class: "problem", id: `${description.name}-problem`, hidden: true });
  const element = el(
    "div",
    { class: description.kind === "text" || parts.wide ? "field wide" : "field" },
    el("label", { for: description.name }, description.label, short(description)),
    parts.body,
    el("p", { class: "soft", id: `${description.name}-help` }, description.help),
    problem,
  );
  const made = new Field(description, element, parts.input, problem);
  parts.input.addEventListener("input", () => made.complain(""));
  made.set(description.default);
  return made;
}

/** Weights are also known by their short names. */
const short = ({ name, group, kind }) => (group === "guidance" && kind === "number" ? el("span", { class: "soft" }, ` ${name}`) : null);

class Field {
  constructor(description, element, input, problem) {
    Object.assign(this, { description, element, input, problem });
    this.name = description.name;
    input.setAttribute("aria-describedby", `${this.name}-help ${problem.id}`);
  }

  /** As the server wants it; null where the model or the server chooses. */
  value() {
    const text = this.input.value;
    if (this.input.type !== "number") {
      return text;
    }
    return text === "" ? null : Number(text);
  }

  set(value) {
    this.input.value = value ?? "";
    this.input.dispatchEvent(new Event("input"));
  }

  /** What is wrong, or nothing. */
  fault() {
    const { badInput, rangeUnderflow, rangeOverflow } = this.input.validity;
    const { min, max } = this.description;
    return badInput || rangeUnderflow || rangeOverflow ? `Wanted a number from ${min} to ${max}` : "";
  }

  complain(message) {
    say(this.problem, message);
    this.input.setAttribute("aria-invalid", message !== "");
  }

  /** What the model takes where nothing is given. */
  hint(text) {
    this.input.placeholder = text;
  }

  /** Whether the setting counts. */
  enable(counts) {
    this.element.classList.toggle("off", !counts);
    this.element.querySelectorAll("input, select").forEach((input) => (input.disabled = !counts));
  }
}

const KINDS = {
  text(description) {
    const input = el("textarea", { id: description.name, rows: description.name === "prompt" ? 3 : 1, maxlength: description.max });
    return { input, body: input };
  },
  choice(description) {
    const input = el("select", { id: description.name }, ...description.choices.map((choice) => el("option", { value: choice }, choice)));
    return { input, body: input };
  },
  integer: number,
  number,
  seed(description) {
    const { input } = number(description);
    input.placeholder = "random";
    const roll = () => {
      input.value = Math.floor(Math.random() * SEEDS);
      input.dispatchEvent(new Event("input"));
    };
    const dice = el("button", { type: "button", class: "button", id: "dice", "aria-label": "Draw a seed", title: "Draw a seed", click: roll }, "⚄");
    return { input, body: el("div", { class: "with-button" }, input, dice) };
  },
};

/** A number; with a slider beside it where a range is worth one. */
function number(description) {
  const { name, label, min, max, step, group } = description;
  const input = el("input", { type: "number", id: name, min, max, step, inputmode: description.kind === "number" ? "decimal" : "numeric" });
  if (group !== "guidance") {
    return { input, body: input };
  }
  const slider = el("input", { type: "range", min, max, step, "aria-label": `${label}, slider`, tabindex: -1 });
  slider.addEventListener("input", () => (input.value = slider.value));
  input.addEventListener("input", () => (slider.value = input.value));
  return { input, wide: true, body: el("div", { class: "slide" }, slider, input) };
}
