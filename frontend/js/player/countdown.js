// The place that shows the time left; says it aloud, politely, at five minutes and at one.
export function countdown(over) {
  const box = document.querySelector("[data-left]");
  if (!box) return { set() {} };
  const shown = box.querySelector("[data-clock]");
  const live = document.getElementById("live");
  let ends = performance.now() + Number(box.dataset.left) * 1000;
  let before = Infinity;
  const tick = () => {
    const left = Math.max(0, Math.round((ends - performance.now()) / 1000));
    const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60].map((n) => String(n).padStart(2, "0"));
    shown.textContent = parts.slice(left < 3600 ? 1 : 0).join(":").replace(/^0(?=\d)/, "");
    for (const [at, words] of [[300, "wordsFive"], [60, "wordsOne"], [0, "wordsOver"]]) {
      if (before > at && left <= at && (before !== Infinity || left === at)) live.textContent = box.dataset[words];
    }
    if (left === 0 && before > 0 && over) over();
    box.classList.toggle("is-short", left <= 60);
    before = left;
  };
  tick();
  setInterval(tick, 1000);
  return {
    set(seconds) {
      if (typeof seconds === "number") ends = performance.now() + seconds * 1000;
    },
  };
}

// The server's time as this device knows it, in milliseconds: told by the server, and counted on between. A device that
// slept or whose clock was set does not go back: of two answers from here the later one has the later time.
export function serverTime(told) {
  let base, ticks, date;
  let last = 0;
  const set = (millis, ago = 0) => ([base, ticks, date] = [millis, performance.now() - ago, Date.now() - ago]);
  const [page] = performance.getEntriesByType("navigation");
  set(told, page ? performance.now() - page.responseStart : 0); // a slow network brings the page long after it was told
  return {
    set: (millis) => set(millis),
    now() {
      last = Math.max(last + 1, Math.round(base + Math.max(performance.now() - ticks, Date.now() - date)));
      return last;
    },
  };
}
