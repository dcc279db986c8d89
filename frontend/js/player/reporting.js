// Tells the server what was seen. The server keeps what its own clock allows. A report that did not get through is kept
// by its caller (null) and sent again with the next one: the network fails, a server starts anew, or is too busy. Whoever
// is signed out is told so at once: nothing counts until they sign in.
import { token } from "./delivery.js";

export function reporter(place) {
  const { enrolment, resource, session, language, progressUrl } = place.dataset;
  let sequence = 0;
  let waitsUntil = 0;
  return async (facts, position) => {
    if (Date.now() < waitsUntil) return null;
    const body = JSON.stringify({
      enrolment, session, sequence: sequence++,
      facts: facts.map(([from, to]) => ({ resource, from, to, position, language })),
    });
    let answer;
    try {
      answer = await fetch(progressUrl, {
        method: "POST", body, keepalive: true, credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      });
    } catch {
      say("unsent");
      return null;
    }
    const { status } = answer;
    if (answer.ok) {
      say("");
      return answer.json();
    }
    if (status === 401) {
      say("signed-out");
      document.dispatchEvent(new Event("signed-out"));
      return null;
    }
    if (status < 500 && status !== 429) return []; // refused for good: to say it again would not help
    if (status === 429) waitsUntil = Date.now() + 1000 * (Number(answer.headers.get("Retry-After")) || 30);
    say("unsent");
    return null;
  };
}

function say(name) {
  for (const words of document.querySelectorAll("[data-reporting]")) words.hidden = words.dataset.reporting !== name;
}

export const EVERY = 10000; // milliseconds between reports
