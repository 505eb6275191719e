/** Dialogs: Escape, their buttons and a click beside them close them. */
import { at, say } from "./dom.js";

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".close")) {
      dialog.close();
    }
  });
}

export const open = (id) => at(id).showModal();

/** Asks whether to delete; true for yes. */
export function sure(words) {
  const dialog = at("sure");
  say(at("sure-words"), words);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => {
    at("sure-yes").onclick = () => dialog.close("yes");
    dialog.onclose = () => answer(dialog.returnValue === "yes");
  });
}
