// A video or recording: seconds of playing as [from, to), sent every ten seconds, on pause and when the page is left. A
// jump starts a new range. A video does not play on a page that is not in front: what nobody can see does not count. A
// recording does: it is heard.
import { EVERY, reporter } from "./reporting.js";

const MOST_RANGES = 100; // of one report, as the server takes them

export function watching(video) {
  const report = reporter(video);
  let ranges = [];
  let last = null;
  const start = Number(video.dataset.position) || 0;
  video.addEventListener("loadedmetadata", () => {
    if (start && !video.currentTime && start < video.duration - 5) video.currentTime = start; // unless a place was chosen
  });
  video.addEventListener("timeupdate", () => {
    const now = video.currentTime;
    const open = ranges[ranges.length - 1];
    if (last !== null && now > last && now - last < 2 * Math.max(1, video.playbackRate)) {
      if (open && !open.wasSent && Math.abs(open[1] - last) < 0.5) open[1] = now;
      else ranges.push([last, now]);
    }
    last = now;
  });
  video.addEventListener("seeking", () => (last = null));
  const send = async () => {
    if (!ranges.length) return;
    const mine = ranges;
    ranges = [];
    const atEnd = video.ended;
    const facts = mine.map(([from, to], place) => [
      Math.floor(from), atEnd && place === mine.length - 1 ? Math.ceil(to) : Math.floor(to),
    ]);
    // Kept since long ago, it does not say where the learner is: they may have gone on elsewhere.
    const isOld = mine.every((range) => range.wasSent);
    const reached = await report(facts, isOld ? 0 : Math.floor(video.currentTime));
    if (reached?.length) video.dispatchEvent(new CustomEvent("counted", { detail: facts }));
    if (reached === null) {
      for (const range of mine) range.wasSent = true; // it may have arrived: sent again as it was, it costs nothing
      ranges = [...mine, ...ranges].slice(-MOST_RANGES);
    }
    else if (atEnd && reached.some((row) => row.is_complete)) location.reload();
  };
  report([], 0);
  setInterval(send, EVERY);
  for (const name of ["pause", "ended"]) video.addEventListener(name, send);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    if (video.tagName === "VIDEO" && !video.paused && document.pictureInPictureElement !== video) {
      video.pause();
      const words = document.querySelector("[data-player-words]");
      if (words) words.textContent = words.dataset.hiddenWords;
    }
    send();
  });
  document.addEventListener("signed-out", () => video.pause());
  video.addEventListener("play", () => {
    const words = document.querySelector("[data-player-words]");
    if (words) words.textContent = "";
  });
}
