// The server's JSON API; see docs/page.md.

export class ApiError extends Error {
  constructor(message, field) {
    super(message);
    this.field = field;
  }
}

async function call(method, address, body, type) {
  let answer;
  try {
    answer = await fetch(address, { method, body, headers: body === undefined ? {} : { "Content-Type": type } });
  } catch {
    throw new ApiError("The server does not answer. Is jobs/jointdit ui still running?");
  }
  const text = await answer.text();
  let json = null;
  try {
    json = text === "" ? null : JSON.parse(text);
  } catch {
    // a proxy in between may answer with a page of its own
  }
  if (!answer.ok) {
    throw new ApiError(json?.error ?? `The server answered ${answer.status}.`, json?.field);
  }
  return json;
}

const get = address => call("GET", address);
const post = (address, value) => call("POST", address, JSON.stringify(value), "application/json");
const query = values => new URLSearchParams(values).toString();

export const api = {
  about: () => get("/api/about"),
  models: () => get("/api/models"),
  settings: () => get("/api/settings"),
  clips: (model, search, offset) => get(`/api/clips?${query({ model, search, offset, limit: 24 })}`),
  addPicture: file => call("POST", "/api/pictures", file, file.type || "application/octet-stream"),
  runs: (offset, limit) => get(`/api/runs?${query({ offset, limit })}`),
  run: id => get(`/api/runs/${id}`),
  start: wanted => post("/api/runs", wanted),
  cancel: id => post(`/api/runs/${id}/cancel`, {}),
  remove: id => call("DELETE", `/api/runs/${id}`, "{}", "application/json"),

  // Calls back with the run at each change until it has ended, or `stop()` is called.
  watch(id, changed) {
    const source = new EventSource(`/api/runs/${id}/events`);
    source.onmessage = event => {
      const run = JSON.parse(event.data);
      if (isOver(run)) {
        source.close();
      }
      changed(run);
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) {
        get(`/api/runs/${id}`).then(changed, () => {});
      }
    };
    return { stop: () => source.close() };
  },
};

export const isOver = run => !["queued", "running"].includes(run.state);
