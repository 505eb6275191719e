/** The page: what is there, and what happens when. */
import * as calls from "./calls.js";
import { Clips } from "./clips.js";
import { compare } from "./compare.js";
import { announce, at, calm, say } from "./dom.js";
import { Form } from "./form.js";
import { Gallery } from "./gallery.js";
import { Picture } from "./picture.js";
import { Stage } from "./stage.js";

const trouble = (message) => say(at("trouble"), message);
const into = (element) => element.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "nearest" });

async function begin() {
  const [about, models, fields] = await Promise.all([calls.about(), calls.models(), calls.fields()]);
  say(at("about"), `Runs on the ${about.device}`.replace("cpu", "CPU"));
  const labels = new Map(fields.map((field) => [field.name, field.label]));
  const form = new Form(models, fields);
  const picture = new Picture(about.limits);
  const clips = new Clips((clip) => picture.holdClip(clip));
  form.onModel = (model) => picture.modelChanged(model);
  form.modelChanged();

  const again = (run) => {
    picture.fill(run, form.fill(run));
    announce("The settings are in the form");
    into(at("form"));
    at("prompt").focus({ preventScroll: true });
  };
  const stage = new Stage({ again, labels, changed: () => gallery.load().then(marked, (refusal) => trouble(refusal.message)) });
  const marked = () => gallery.shown(stage.run?.id);
  const show = (run) => {
    stage.open(run);
    marked();
    into(at("stage"));
  };
  const removed = (id) => stage.run?.id === id && stage.close();
  const gallery = new Gallery({ open: show, again, removed, trouble, compare: (left, right) => compare(labels, left, right) });

  at("clip-open").addEventListener("click", () => clips.open(form.model));
  at("form").addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form, picture, show);
  });
  at("form").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      at("form").requestSubmit();
    }
  });
  await gallery.load();
  const atWork = gallery.runs.find(calls.isAtWork);
  if (atWork) {
    show(atWork);
  }
}

async function submit(form, picture, show) {
  const settings = form.settings();
  if (settings === null) {
    return;
  }
  at("run").disabled = true;
  try {
    show(await calls.start({ model: form.model.id, ...(await picture.wanted()), settings }));
  } catch (refusal) {
    form.complain(refusal.message, refusal.field);
  } finally {
    at("run").disabled = false;
  }
}

begin().catch((refusal) => trouble(refusal.message));
