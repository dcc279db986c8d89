// The player: tells the server what was seen (seconds of a video, seconds on a text) every ten seconds, on pause and
// when the page is left. The server keeps what its own clock allows; without script "Mark as read" works the same.
const EVERY = 10000;

function reporter(place) {
  const { enrolment, resource, session, progressUrl } = place.dataset;
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  let sequence = 0;
  return async (facts, position) => {
    const body = JSON.stringify({
      enrolment, session, sequence: sequence++,
      facts: facts.map(([from, to]) => ({ resource, from, to, position })),
    });
    try {
      const answer = await fetch(progressUrl, {
        method: "POST", body, keepalive: true, credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      });
      return answer.ok ? await answer.json() : [];
    } catch {
      return null; // kept by the caller and sent again with the next report
    }
  };
}

// Seconds of playing as [from, to); a jump starts a new range.
function watching(video) {
  const report = reporter(video);
  let ranges = [];
  let last = null;
  const start = Number(video.dataset.position) || 0;
  video.addEventListener("loadedmetadata", () => {
    if (start && start < video.duration - 5) video.currentTime = start;
  });
  video.addEventListener("timeupdate", () => {
    const now = video.currentTime;
    const open = ranges[ranges.length - 1];
    if (last !== null && now > last && now - last < 2) {
      if (open && Math.abs(open[1] - last) < 0.5) open[1] = now;
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
    const facts = mine.map(([from, to]) => [Math.floor(from), atEnd && to === mine[mine.length - 1][1] ? Math.ceil(to) : Math.floor(to)]);
    const reached = await report(facts, Math.floor(video.currentTime));
    if (reached === null) ranges = [...mine, ...ranges].slice(-100);
    else if (video.ended && reached.some((row) => row.is_complete)) location.reload();
  };
  report([], 0);
  setInterval(send, EVERY);
  for (const name of ["pause", "ended"]) video.addEventListener(name, send);
  document.addEventListener("visibilitychange", () => document.hidden && send());
}

// Seconds a text is in front of its reader; a hidden page does not count.
function reading(place) {
  const report = reporter(place);
  let from = 0;
  let seconds = 0;
  report([], 0);
  setInterval(() => document.hidden || seconds++, 1000);
  const send = () => {
    if (seconds > from) report([[from, seconds]], seconds);
    from = seconds;
  };
  setInterval(send, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden && send());
}

for (const video of document.querySelectorAll("video[data-player=video]")) watching(video);
for (const place of document.querySelectorAll("[data-player=text]")) reading(place);
for (const note of document.querySelectorAll("[data-seconds-left]")) {
  setTimeout(() => (note.hidden = true), Number(note.dataset.secondsLeft) * 1000);
}
