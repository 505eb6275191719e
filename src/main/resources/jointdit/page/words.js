/** How values read. */

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export const moment = (iso) => MOMENT.format(new Date(iso));
export const short = (number) => Number(number.toFixed(2)).toString();
export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
export const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

export function duration(seconds) {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** What a run is called. */
export function title(run) {
  return run.settings.prompt || (run.clip ? "From a reference clip" : "From a picture");
}

/** A run in one line. */
export function line(run) {
  const { steps, seed, guidance } = run.settings;
  return `${count(steps, "step", "steps")} · seed ${seed}${guidance === "none" ? "" : ` · ${guidance}`}`;
}

/** Where a run stands. */
export function state(run) {
  switch (run.state) {
    case "queued":
      return run.position ? `Waiting, ${count(run.position, "clip", "clips")} before this one` : "Waiting, next in line";
    case "running":
      return run.step ? `Step ${run.step} of ${run.steps}` : "Loading the model";
    case "failed":
      return "Failed";
    case "cancelled":
      return "Cancelled";
    default:
      return "Done";
  }
}

/** What a model is. */
export function model({ kind, step, madeAt, seconds, framesPerSecond, width, height }) {
  const origin = kind === "shipped" ? "Comes with the program" : `Made ${moment(madeAt)}`;
  const trained = kind === "run" ? `, ${count(step, "step", "steps")} of training` : "";
  return `${origin}${trained}. Clips of ${short(seconds)} s, ${width} × ${height} pixels, ${short(framesPerSecond)} frames per second.`;
}
