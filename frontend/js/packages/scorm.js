// Between a SCORM package and the site. The package finds its API here, on its own origin, prefilled and synchronous; what
// it says is told to the site's page by message, which alone may speak to the server.
//   begin: launch, cmi, settings · hears: stop · says: said {said, isCommit, isFinal}, ended {next}, stopped
import { activity } from "./activity.js";
import { connect } from "./bridge.js";

const TELL = 1000; // milliseconds that changes are gathered
const STEADILY = 10_000;

export async function playing({ name, create, said, ending }) {
  let api = null;
  let timer = null;
  const { begin, base, say } = await connect((what) => what === "stop" && stop());
  const here = activity();

  // A part that has not called us yet, or never will (an asset), is only there.
  const tell = (how = {}) => {
    clearTimeout(timer);
    timer = null;
    const has = api.isInitialized() || api.isTerminated() ? said(api) : {};
    say("said", { said: { ...has, active: here.seconds() }, ...how });
  };

  api = create({
    ...begin.settings,
    autocommit: false,
    autoCompleteLessonStatus: false,
    logLevel: 5,
    lmsCommitUrl: "site",
    httpService: {
      updateSettings() {},
      processHttpRequest(url, values, isFinal) {
        here.touched();
        if (!isFinal) tell({ isCommit: true });
        return { result: "true", errorCode: 0 };
      },
    },
  });
  api.loadFromJSON(begin.cmi);
  api.on(name === "API" ? "LMSSetValue" : "SetValue", () => {
    here.touched();
    timer ??= setTimeout(tell, TELL);
  });
  api.on(name === "API" ? "LMSFinish" : "Terminate", () => {
    tell({ isFinal: true });
    say("ended", { next: ending(api) });
  });
  window[name] = api;

  const frame = document.createElement("iframe");
  frame.title = begin.title;
  frame.allow = "autoplay; fullscreen; unload";
  frame.src = base + begin.launch;
  document.getElementById("place").replaceChildren(frame);

  // The package is asked to end as if its window were closed: it then saves and finishes by itself.
  function stop() {
    if (!api) return say("stopped");
    frame.addEventListener("load", () => {
      tell({ isFinal: true });
      say("stopped");
    });
    frame.src = "about:blank";
  }

  document.addEventListener("visibilitychange", () => document.hidden && tell());
  addEventListener("pagehide", () => tell({ isFinal: true }));
  setInterval(tell, STEADILY);
}

// Out of the library's model: arrays are objects with numbers for keys, numbers are text.
export const rows = (listed) => Object.keys(listed ?? {}).sort((a, b) => a - b).map((key) => listed[key]);

export function numbers(score) {
  const found = {};
  for (const part of ["scaled", "raw", "min", "max"]) {
    const value = score?.[part];
    if (value !== undefined && value !== "" && Number.isFinite(Number(value))) found[part] = Number(value);
  }
  return found;
}
