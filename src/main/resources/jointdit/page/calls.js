/** The server's JSON API. */

/** An answer that is no success; `field` names the setting at fault. */
export class Refusal extends Error {
  constructor(status, message, field) {
    super(message);
    this.status = status;
    this.field = field;
  }
}

async function ask(path, options) {
  const answer = await fetch(path, options).catch(() => {
    throw new Refusal(0, "The server does not answer; is it still running?");
  });
  const body = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok) {
    throw new Refusal(answer.status, body?.error ?? `The server answered ${answer.status}`, body?.field);
  }
  return body;
}

const post = (path, type, body) => ask(path, { method: "POST", headers: { "Content-Type": type }, body });
const postJson = (path, value) => post(path, "application/json", JSON.stringify(value));

export const about = () => ask("/api/about");
export const models = () => ask("/api/models").then((answer) => answer.models);
export const fields = () => ask("/api/settings").then((answer) => answer.fields);
export const clips = (query) => ask(`/api/clips?${new URLSearchParams(query)}`);
export const upload = (file) => post("/api/pictures", file.type || "application/octet-stream", file);
export const start = (wanted) => postJson("/api/runs", wanted);
export const runs = (offset, limit) => ask(`/api/runs?offset=${offset}&limit=${limit}`);
export const cancel = (id) => postJson(`/api/runs/${id}/cancel`, {});
export const remove = (id) => ask(`/api/runs/${id}`, { method: "DELETE" });
export const text = (url) => fetch(url).then((answer) => answer.text());

export const isAtWork = (run) => run.state === "queued" || run.state === "running";

/** Hears of a run until it is over; gives what ends the listening. `lost` is told whether it is for good. */
export function follow(id, heard, lost) {
  const events = new EventSource(`/api/runs/${id}/events`);
  events.onmessage = (event) => {
    const run = JSON.parse(event.data);
    if (!isAtWork(run)) {
      events.close();
    }
    heard(run);
  };
  events.onerror = () => lost(events.readyState === EventSource.CLOSED);
  return () => events.close();
}
