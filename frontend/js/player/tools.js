// With the film: speed (remembered on this device), keys while the player has the focus, places to jump to, and a
// transcript that follows.
import { clock } from "./clock.js";
import { turn } from "./film.js";

const JUMP = 10; // seconds

export function tools(video) {
  const stage = video.closest("[data-stage]") ?? video;
  const speed = stage.querySelector("[data-speed]");
  if (speed) {
    const kept = remembered();
    if ([...speed.options].some((option) => option.value === kept)) speed.value = kept;
    const set = () => {
      video.playbackRate = Number(speed.value);
      remember(speed.value);
    };
    speed.addEventListener("change", set);
    video.addEventListener("loadedmetadata", set);
    set();
  }
  stage.addEventListener("keydown", (event) => key(event, video, stage));
  for (const link of document.querySelectorAll("[data-seek]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault(); // without script the link opens the page at that place
      video.currentTime = Number(link.dataset.seek);
      video.play().catch(() => {});
      stage.querySelector("[data-film-play]")?.focus();
    });
  }
  follow(video, [...document.querySelectorAll("[data-transcript] [data-seek]")]);
  chapters(video);
  noting(video);
}

// The chapter being played is marked in the list.
function chapters(video) {
  const list = [...document.querySelectorAll("[data-chapters] [data-seek]")];
  video.addEventListener("timeupdate", () => {
    const place = starts(list).filter((start) => start <= video.currentTime).length - 1;
    list.forEach((link, number) => {
      if (number === place) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  });
}

// A new note is at the second in front when its writer begins to write.
function noting(video) {
  const at = document.querySelector("[data-note-at]");
  at?.form.querySelector("textarea")?.addEventListener("focus", () => (at.value = clock(video.currentTime)));
}

const starts = (links) => links.map((link) => Number(link.dataset.seek));

function chapter(video, by) {
  const all = starts([...document.querySelectorAll("[data-chapters] [data-seek]")]);
  const later = all.find((start) => start > video.currentTime);
  const earlier = all.filter((start) => start < video.currentTime - 2).at(-1);
  const to = by > 0 ? later : (earlier ?? 0);
  if (all.length && to !== undefined) video.currentTime = to;
}

function key(event, video, stage) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
  const step = (by) => {
    const speed = stage.querySelector("[data-speed]");
    speed.selectedIndex = Math.max(0, Math.min(speed.options.length - 1, speed.selectedIndex + by));
    speed.dispatchEvent(new Event("change"));
  };
  const actions = {
    k: () => turn(video),
    j: () => (video.currentTime -= JUMP),
    l: () => (video.currentTime += JUMP),
    n: () => chapter(video, 1),
    p: () => chapter(video, -1),
    ",": () => step(-1),
    ".": () => step(1),
    m: () => (video.muted = !video.muted),
    f: () => stage.querySelector("[data-film-whole]")?.click(),
    c: () => captions(stage.querySelector("[data-film-captions]")),
  };
  const action = actions[event.key.toLowerCase()];
  if (!action) return;
  event.preventDefault();
  action();
}

function captions(choice) {
  if (!choice) return;
  choice.value = choice.value ? "" : "0";
  choice.dispatchEvent(new Event("change"));
}

// The line being spoken is marked, and kept in view inside its own box only.
function follow(video, lines) {
  if (!lines.length) return;
  const starts = lines.map((line) => Number(line.dataset.seek));
  const box = lines[0].closest("[data-transcript]");
  let current = null;
  video.addEventListener("timeupdate", () => {
    const line = lines[starts.filter((start) => start <= video.currentTime).length - 1] ?? null;
    if (line === current) return;
    current?.removeAttribute("aria-current");
    line?.setAttribute("aria-current", "true");
    current = line;
    if (line && !box.matches(":hover, :focus-within")) {
      box.scrollTop = line.offsetTop - box.clientHeight / 3;
    }
  });
}

function remembered() {
  try {
    return localStorage.getItem("speed");
  } catch {
    return null; // storage may be refused
  }
}

function remember(value) {
  try {
    localStorage.setItem("speed", value);
  } catch {
    // then it holds for this page
  }
}
