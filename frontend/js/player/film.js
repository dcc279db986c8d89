// The bar under a film or recording, in place of the browser's own controls: they stay where there is no script.
import { clock } from "./clock.js";

const BACK = 10; // seconds
const STEP = 5; // seconds, of an arrow key
const QUIET = 3000; // milliseconds until the bar leaves a film that fills the screen
const ACROSS = 1000; // units of the track from edge to edge

export function film(media) {
  const stage = media.closest("[data-stage]");
  if (!stage) return;
  const find = (name) => stage.querySelector(`[data-film-${name}]`);
  media.controls = false;
  stage.classList.add("is-ready");
  playing(media, stage, find("play"));
  find("back").addEventListener("click", () => (media.currentTime -= BACK));
  sound(media, stage, find("sound"), find("volume"));
  place(media, find);
  captions(media, find("captions"));
  whole(media, stage, find("whole"));
}

export const turn = (media) => (media.paused ? media.play().catch(() => {}) : media.pause());

function playing(media, stage, button) {
  const words = stage.querySelector("[data-player-words]");
  const mark = () => stage.classList.toggle("is-playing", !media.paused);
  for (const name of ["play", "pause", "ended"]) media.addEventListener(name, mark);
  media.addEventListener("play", () => stage.classList.add("is-begun"));
  media.addEventListener("waiting", () => stage.classList.add("is-waiting"));
  for (const name of ["playing", "canplay", "error"]) {
    media.addEventListener(name, () => stage.classList.remove("is-waiting"));
  }
  media.addEventListener("error", () => (words.textContent = words.dataset.brokenWords));
  const press = () => {
    if (media.error) media.load();
    turn(media);
  };
  button.addEventListener("click", press);
  media.addEventListener("click", press);
}

// A device may keep the loudness to its own keys: then what is chosen here springs back to what it is.
function sound(media, stage, button, volume) {
  button.addEventListener("click", () => (media.muted = !media.muted));
  volume.addEventListener("input", () => {
    const wanted = Number(volume.value);
    if (wanted) media.volume = wanted; // else it stays, for when the sound comes on again
    media.muted = !wanted;
  });
  const show = () => {
    volume.value = media.muted ? 0 : media.volume;
    volume.setAttribute("aria-valuetext", `${Math.round(100 * volume.value)}%`);
    stage.classList.toggle("is-muted", media.muted);
  };
  media.addEventListener("volumechange", show);
  show();
}

// The track shows the second in front and lets it be chosen; what is played is drawn from here on.
function place(media, find) {
  const [range, played, at, length] = ["place", "played", "at", "length"].map(find);
  const show = () => {
    if (media.duration) {
      range.max = media.duration;
      length.textContent = clock(media.duration);
    }
    if (media.readyState) range.value = media.currentTime; // before, the place to go on from stands there
    const second = Number(range.value);
    played.setAttribute("width", (ACROSS * second) / Number(range.max) || 0);
    at.textContent = clock(second);
    range.setAttribute("aria-valuetext", clock(second));
  };
  show();
  for (const name of ["loadedmetadata", "timeupdate", "seeking"]) media.addEventListener(name, show);
  range.addEventListener("input", () => {
    media.currentTime = Number(range.value);
    show();
  });
  range.addEventListener("keydown", (event) => {
    const by = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP }[event.key];
    if (!by) return;
    event.preventDefault();
    media.currentTime += by;
  });
  const seen = find("seen");
  media.addEventListener("counted", ({ detail }) => {
    for (const [from, to] of detail) {
      const piece = document.createElementNS(seen.namespaceURI, "rect");
      const across = (second) => (ACROSS * second) / Number(range.max);
      for (const [name, value] of [["x", across(from)], ["width", across(to - from)], ["y", 6], ["height", 2]]) {
        piece.setAttribute(name, value);
      }
      seen.append(piece);
    }
  });
}

function captions(media, choice) {
  if (!choice) return;
  const tracks = () => [...media.textTracks].filter((track) => track.kind === "captions");
  const set = () => {
    tracks().forEach((track, number) => (track.mode = String(number) === choice.value ? "showing" : "disabled"));
    choice.closest("label").classList.toggle("is-on", choice.value !== "");
  };
  choice.addEventListener("change", set);
  media.addEventListener("loadedmetadata", set);
  set();
}

// The stage fills the screen and not the film alone, so that the bar stays ours. On an iPhone only a film can.
function whole(media, stage, button) {
  if (!button) return;
  const isWhole = () => document.fullscreenElement === stage;
  if (!stage.requestFullscreen && !media.webkitEnterFullscreen) button.hidden = true;
  button.addEventListener("click", () => {
    if (isWhole()) document.exitFullscreen();
    else if (stage.requestFullscreen) stage.requestFullscreen().catch(() => {});
    else media.webkitEnterFullscreen();
  });
  document.addEventListener("fullscreenchange", () => stage.classList.toggle("is-whole", isWhole()));
  let timer = null;
  const wake = () => {
    clearTimeout(timer);
    stage.classList.remove("is-quiet");
    timer = setTimeout(() => stage.classList.toggle("is-quiet", !media.paused), QUIET);
  };
  for (const name of ["pointermove", "keydown", "focusin"]) stage.addEventListener(name, wake);
  media.addEventListener("pause", wake);
}
