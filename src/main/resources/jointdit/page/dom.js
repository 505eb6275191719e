/** Pieces of the page. */

export const at = (id) => document.getElementById(id);

/** An element of attributes (true sets one, false and null leave it out, functions listen to events) and children. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name, value);
    } else if (value !== false && value != null) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** Sets a text if it is another, so that screen readers hear changes only. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
  element.hidden = text === "";
}

/** For those who do not see the page change. */
export const announce = (text) => (at("told").textContent = text);

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
