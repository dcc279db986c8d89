// An H5P package: what it keeps is sent on, so that it goes on anywhere; what it says is told to the server, which
// believes that it is done when its own clock allows.
import { outlives, token } from "./delivery.js";
import { talking } from "./framing.js";

const SOON = 700; // milliseconds: savings close to each other go together
const MOST = 50; // statements of one request
const TALLEST = 6000; // pixels

export function h5p(section, frame) {
  const begin = JSON.parse(document.getElementById(section.dataset.begin).textContent);
  const { h5pUrl, session } = section.dataset;
  const words = section.querySelector("[data-package-words]");
  const states = structuredClone(begin.states ?? {});
  let revision = begin.revision ?? 0;
  let sequence = 0;
  let statements = [];
  let dirty = false;
  let sending = null;
  let timer = null;
  let isOver = !h5pUrl; // a preview, or overtaken: nothing is kept any more

  talking(frame, () => begin, (name, said) => {
    if (name === "height") frame.style.height = `${Math.min(Math.max(Number(said.height) || 0, 300), TALLEST)}px`;
    if (isOver) return;
    if (name === "state") {
      const kept = (states[said.part] ??= {});
      if (kept[said.kind] === String(said.data)) return; // the player saves every few seconds, changed or not
      kept[said.kind] = String(said.data);
      dirty = true;
    } else if (name === "forgotten") {
      delete states[said.part]?.[said.kind];
      dirty = true;
    } else if (name === "statement") {
      statements.push({ sequence: statementNumber(), ...said.statement });
    } else return;
    clearTimeout(timer);
    timer = setTimeout(send, SOON);
  });

  let number = 0;
  const statementNumber = () => number++;

  async function send(keepalive = false) {
    if (sending && !keepalive) return void (timer = setTimeout(send, SOON));
    sending = Promise.all([keep(keepalive), tell(keepalive)]);
    await sending;
    sending = null;
  }

  async function keep(keepalive) {
    if (!dirty || isOver) return;
    dirty = false;
    const answer = await ask("PUT", h5pUrl, { session, sequence: ++sequence, revision, states }, keepalive);
    if (answer?.ok) revision = (await answer.json()).revision;
    else if (answer?.status === 409) {
      isOver = true;
      if (words) words.textContent = (await answer.json()).detail;
    } else dirty = true; // the network failed: with the next saving
  }

  async function tell(keepalive) {
    const mine = statements.splice(0, MOST).filter(({ verb }) => begin.verbs.includes(verb));
    if (!mine.length) return;
    const answer = await ask("POST", `${h5pUrl}statements/`, { session, statements: mine }, keepalive);
    if (!answer) statements = [...mine, ...statements];
    else if (answer.ok) heard(await answer.json());
  }

  // Done, or to be asked again when the server's clock will allow it.
  function heard({ is_complete: isComplete, seconds_left: left }) {
    if (isComplete) {
      if (words) words.textContent = words.dataset.done;
    } else if (left) {
      setTimeout(async () => {
        const answer = await ask("POST", `${h5pUrl}statements/`, { session, statements: [] });
        if (answer?.ok) heard(await answer.json());
      }, (left + 1) * 1000);
    }
  }

  async function ask(method, url, said, isLeaving = false) {
    const body = JSON.stringify(said);
    try {
      return await fetch(url, {
        method, body, keepalive: isLeaving && outlives(body), credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      });
    } catch {
      return null;
    }
  }

  document.addEventListener("visibilitychange", () => document.hidden && setTimeout(() => send(true), 50));
  addEventListener("pagehide", () => send(true));
}
