// Seconds that somebody is at the package: in front, and touched within five minutes or playing sound or film. The frame
// has our origin, so what happens in it can be seen; a frame inside it from the package too.
const IDLE = 300;
const TOUCHES = ["pointerdown", "pointermove", "keydown", "wheel", "scroll", "touchmove"];

export function activity() {
  let seconds = 0;
  let quiet = 0;
  const touched = () => (quiet = 0);
  const frames = () => [window, ...inside(window)];
  const listen = () => {
    for (const frame of frames()) {
      if (frame.karmayogiListens) continue;
      frame.karmayogiListens = true;
      for (const name of TOUCHES) frame.addEventListener(name, touched, { passive: true, capture: true });
    }
  };
  const plays = () =>
    frames().some((frame) => [...frame.document.querySelectorAll("video, audio")].some((one) => !one.paused));
  setInterval(() => {
    listen();
    if (document.hidden) return;
    if (plays()) touched();
    if (++quiet < IDLE) seconds++;
  }, 1000);
  return { touched, seconds: () => seconds };
}

function inside(frame) {
  const found = [];
  for (let place = 0; place < frame.length && found.length < 20; place++) {
    try {
      if (frame[place].document) found.push(frame[place], ...inside(frame[place]));
    } catch {
      // another origin: the package's own policy keeps it out anyway
    }
  }
  return found;
}
