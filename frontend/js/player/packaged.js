// A SCORM package in its frame: told where the learner was; what it says is sent to the server from here. Each message
// holds all that its session has said, so only the newest one needs to arrive.
import { outlives, token } from "./delivery.js";
import { talking } from "./framing.js";

const EVERY = 30_000; // milliseconds between commits by themselves
const APART = 10_000; // that a package's own commits are kept apart
const MOST_INTERACTIONS = 200; // of one commit, as the server takes them
const ENDING = 4000; // milliseconds that a part is given to end before the next one is opened

export function packaged(section) {
  const frame = section.querySelector("iframe");
  const begin = JSON.parse(document.getElementById(section.dataset.begin).textContent);
  const words = document.querySelector("[data-package-words]");
  const acknowledged = new Map(); // number of an interaction -> as the server has it
  let isThere = false; // its page has asked where the learner was
  let said = null; // null until the package spoke: the server only hears that it was opened
  let sequence = 0;
  let last = { text: null, body: null }; // what was sent last; its body until the server has it
  let sentAt = 0;
  let waits = null;
  let isSending = false;
  let isAsked = false; // to send while a request was under way
  let underWay = null; // the request, while one is sent
  let isOver = false; // opened elsewhere since, or refused: nothing more is sent
  let failures = 0;
  let onStopped = null;

  function now() {
    if (!said) return {};
    const fresh = (said.interactions ?? []).filter((one) => acknowledged.get(one.number) !== JSON.stringify(one));
    return { ...said, ...(said.interactions ? { interactions: fresh.slice(0, MOST_INTERACTIONS) } : {}) };
  }

  async function send({ isLeaving = false } = {}) {
    clearTimeout(waits);
    waits = null;
    if (isOver) return;
    if (isSending && !isLeaving) return void (isAsked = true);
    isAsked = false;
    const values = now();
    const text = JSON.stringify(values);
    if (text === last.text && !last.body) return;
    if (text !== last.text) last = { text, body: JSON.stringify({ ...begin.ids, sequence: ++sequence, ...values }) };
    const mine = last;
    isSending = true;
    sentAt = Date.now();
    try {
      underWay = fetch(section.dataset.commitUrl, {
        method: "POST", body: mine.body, credentials: "same-origin", keepalive: outlives(mine.body),
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      });
      const answer = await underWay;
      if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
      failures = 0;
      mine.body = null;
      const told = await answer.json().catch(() => ({}));
      if (!answer.ok) return refused(told.detail);
      for (const one of values.interactions ?? []) acknowledged.set(one.number, JSON.stringify(one));
      kept(told);
    } catch {
      if (words) words.textContent = words.dataset.lost;
      waits = setTimeout(send, Math.min(60_000, 2000 * 2 ** failures++)); // the same number, unless more was said since
    } finally {
      isSending = false;
      if (isAsked) waits ??= setTimeout(send, Math.max(0, sentAt + APART - Date.now()));
    }
  }

  function refused(sentence) {
    isOver = true;
    if (words) words.textContent = sentence ?? words.dataset.lost;
  }

  function kept(told) {
    if (told.is_kept && !told.is_current) {
      isOver = true;
      if (words) words.textContent = "";
      document.querySelector("[data-package-elsewhere]")?.removeAttribute("hidden");
      return;
    }
    if (words && said) words.textContent = words.dataset.kept.replace("%s", inTime(begin.times));
    document.dispatchEvent(new CustomEvent("package:kept"));
    lay(told);
  }

  const say = talking(
    frame,
    () => {
      isThere = true;
      send();
      return begin.begin;
    },
    (name, message) => {
      if (name === "said") {
        said = message.said;
        if (message.isFinal || document.hidden) send({ isLeaving: true });
        else if (message.isCommit) waits ??= setTimeout(send, Math.max(0, sentAt + APART - Date.now()));
      } else if (name === "ended") ended(String(message.next ?? ""));
      else if (name === "stopped") onStopped?.();
    },
  );
  setInterval(() => said && Date.now() - sentAt >= EVERY - 2500 && send(), 5000);
  document.addEventListener("visibilitychange", () => document.hidden && said && send({ isLeaving: true }));
  addEventListener("pagehide", () => said && send({ isLeaving: true }));
  addEventListener("online", () => send());

  // A trial that begins anew is forgotten: what its page says while it goes belongs to no trial, and what is under way
  // arrives first.
  const anew = document.querySelector("form[data-package-anew]");
  anew?.addEventListener("submit", (event) => {
    isOver = true;
    if (!isSending) return;
    event.preventDefault();
    underWay.catch(() => {}).finally(() => anew.submit());
  });

  // Another part, or any other page: this one is let end and saved first. Many packages save only while they go, and a
  // page that goes with them hears none of it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
    if (!link || !isPlain || event.defaultPrevented || isOver || link.target || link.hasAttribute("download")) return;
    const isElsewhere = link.origin === location.origin && link.pathname + link.search !== location.pathname + location.search;
    if (!isElsewhere || !isThere) return;
    event.preventDefault();
    go(link.href);
  });

  function go(address) {
    const leave = async () => {
      onStopped = null;
      clearTimeout(most);
      await send({ isLeaving: true });
      location.href = address;
    };
    const most = setTimeout(leave, ENDING);
    onStopped = leave;
    say("stop");
  }

  function ended(next) {
    const following = document.querySelector("a[data-package-next]");
    const target = /^\{target=([^}]+)\}(?:choice|jump)$/.exec(next)?.[1];
    const link = target
      ? [...document.querySelectorAll("a[data-package-part]")].find((one) => one.dataset.packagePart === target)
      : { continue: following, previous: document.querySelector("a[data-package-previous]") }[next];
    if (link) go(link.href);
    else following?.classList.replace("btn-outline-primary", "btn-primary");
  }
}

// The time in India, as everywhere on the platform.
function inTime(patterns) {
  const [hour, minute] = new Date(Date.now() + 330 * 60_000).toISOString().slice(11, 16).split(":");
  return patterns[hour < 12 ? "am" : "pm"].replace("%(hour)s", hour % 12 || 12).replace("%(minute)s", minute);
}

// What is done and what is missing, in the page's list of parts and its sentences.
function lay({ missing, parts, is_complete: isComplete }) {
  const list = document.querySelector("[data-package-missing]");
  if (list && missing) {
    list.replaceChildren(
      ...missing.map((line) => Object.assign(document.createElement("li"), { textContent: line.sentence })),
    );
  }
  for (const mark of document.querySelectorAll("[data-package-state]")) {
    const state = parts?.[mark.dataset.packageState];
    if (state) mark.textContent = state;
  }
  document.querySelector("[data-package-open]")?.toggleAttribute("hidden", Boolean(isComplete));
  document.querySelector("[data-package-done]")?.toggleAttribute("hidden", !isComplete);
}
