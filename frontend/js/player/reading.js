// A text: seconds it is in front of its reader. A hidden page does not count, nor one that nobody touched for five
// minutes.
import { EVERY, reporter } from "./reporting.js";

const IDLE = 300;

export function reading(place) {
  const report = reporter(place);
  let from = 0;
  let seconds = 0;
  let quiet = 0;
  for (const name of ["pointermove", "pointerdown", "keydown", "scroll", "touchmove"]) {
    document.addEventListener(name, () => (quiet = 0), { passive: true });
  }
  report([], 0);
  setInterval(() => {
    if (!document.hidden && ++quiet < IDLE) seconds++;
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
