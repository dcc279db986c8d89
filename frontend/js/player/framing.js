// A package in its frame: full screen, the time it is in front of its learner, and messages from our page around it.
import { EVERY, reporter } from "./reporting.js";

export function framing(section) {
  const frame = section.querySelector("iframe");
  fullscreen(section.querySelector("[data-fullscreen]"), frame);
  if (section.dataset.progressUrl && section.dataset.counts === "time") dwelling(section, frame);
}

function fullscreen(button, frame) {
  if (!button || !frame.requestFullscreen) return;
  button.hidden = false;
  button.addEventListener("click", () => frame.requestFullscreen().then(() => frame.focus(), () => {}));
}

// What happens inside the frame cannot be seen from here: it counts while the frame has the focus, and beside it while
// somebody moves.
const IDLE = 300;

function dwelling(section, frame) {
  const report = reporter(section);
  let from = Number(section.dataset.seen); // goes on counting where the last visit ended
  let seconds = from;
  let quiet = 0;
  for (const name of ["pointermove", "keydown", "scroll", "touchmove"]) {
    document.addEventListener(name, () => (quiet = 0), { passive: true });
  }
  report([], 0);
  setInterval(() => {
    if (document.hidden || !document.hasFocus()) return;
    quiet = document.activeElement === frame ? 0 : quiet + 1;
    if (quiet < IDLE) seconds++;
  }, 1000);
  const send = async () => {
    if (seconds <= from) return;
    const mine = [from, seconds];
    from = seconds;
    if ((await report([mine], seconds)) === null) from = Math.min(from, mine[0]);
  };
  setInterval(send, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden && send());
}

// The site's side of frontend/js/packages/bridge.js. `begin`: what our page around the package is told first.
// `hear(name, said, say)`: what it tells. Whatever comes was made by the package's origin: none of it is trusted.
export function talking(frame, begin, hear) {
  const { origin } = new URL(frame.src);
  const say = (name, said = {}) => frame.contentWindow?.postMessage({ karmayogi: name, ...said }, origin);
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const { karmayogi: name, ...said } = event.data ?? {};
    if (name === "ready") say("begin", begin());
    else if (typeof name === "string") hear(name, said, say);
  });
  return say;
}
