// A text: seconds it is in front of its reader, and how far they are. A hidden page does not count, nor one that nobody
// touched for five minutes.
import { EVERY, reporter } from "./reporting.js";

const IDLE = 300;
const THOUSANDTHS = 10000; // a place in a text is said as this plus thousandths of it (courses.player.rules)

export function reading(place) {
  const report = reporter(place);
  const text = document.querySelector("[data-reading]");
  let from = Number(place.dataset.seen); // goes on counting where the last visit ended
  let seconds = from;
  let quiet = 0;
  let told = 0;
  for (const name of ["pointermove", "pointerdown", "keydown", "scroll", "touchmove"]) {
    document.addEventListener(name, () => (quiet = 0), { passive: true });
  }
  goOn(text, place);
  report([], Number(place.dataset.position));
  setInterval(() => {
    if (!document.hidden && ++quiet < IDLE) seconds++;
  }, 1000);
  const send = async () => {
    const at = THOUSANDTHS + share(text);
    if (seconds <= from && at === told) return;
    const mine = [from, seconds];
    from = seconds;
    told = at;
    if ((await report([mine], at)) === null) from = Math.min(from, mine[0]);
  };
  setInterval(send, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden && send());
}

// How much of the text is above the top of the window, in thousandths.
function share(text) {
  if (!text) return 0;
  const { top, height } = text.getBoundingClientRect();
  return Math.max(0, Math.min(1000, Math.round((-top / Math.max(1, height)) * 1000)));
}

// Going on where the reader was is offered, not done: a page that jumps by itself has lost its reader.
function goOn(text, place) {
  const offer = document.querySelector("[data-go-on]");
  const at = Number(place.dataset.position) - THOUSANDTHS;
  if (!offer || !text || at < 50) return;
  offer.hidden = false;
  offer.querySelector("a").addEventListener("click", (event) => {
    event.preventDefault();
    const { top, height } = text.getBoundingClientRect();
    scrollTo(0, scrollY + top + (height * at) / 1000);
    offer.hidden = true;
  });
}
