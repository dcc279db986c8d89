// Brings fields to the server, and tells what became of it: {kind, told, after}.
//   kept       the server has them; `told`: what it says
//   lost       no connection
//   busy       the server is there and cannot now; not before `after` milliseconds
//   signed-out
//   refused    not from this page: it is too old, or of another person
const LONGEST_WAIT = 20_000;
const MOST_ALIVE = 60_000; // bytes that a browser sends on while the page goes; more it refuses to send at all

export async function deliver(form, fields) {
  const body = new URLSearchParams(fields).toString();
  try {
    const answer = await fetch(form.dataset.answersUrl, {
      method: "POST", body, keepalive: outlives(body), credentials: "same-origin", redirect: "manual",
      signal: AbortSignal.timeout?.(LONGEST_WAIT),
      headers: {
        Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token(),
      },
    });
    if (answer.type === "opaqueredirect" || answer.status === 401) return { kind: "signed-out" };
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.ok && isOurs) return { kind: "kept", told: await answer.json() };
    const isBusy = answer.ok || answer.status >= 500 || [408, 425, 429].includes(answer.status);
    return isBusy ? { kind: "busy", after: waitOf(answer.headers.get("Retry-After")) } : { kind: "refused" };
  } catch {
    return { kind: "lost" };
  }
}

// May it be sent so that it arrives after the page is gone? A letter of Devanagari is three bytes.
export const outlives = (body) => new Blob([body]).size < MOST_ALIVE;

// Who signs in anew, in whatever tab, gets a new token; the one in the page is of before.
export function token() {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value;
}

function waitOf(said) {
  const millis = /^\d+$/.test(said ?? "") ? said * 1000 : Date.parse(said) - Date.now();
  return Math.min(Math.max(millis || 0, 0), 120_000);
}
