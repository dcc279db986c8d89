// Our page around an H5P package: loads the player, gives it back what it kept, and tells the site what it keeps and
// says. The player and H5P's core (GPL-3.0, see h5p/NOTICE.txt) are files of their own, loaded here and nowhere else.
import { connect } from "../bridge.js";

const assets = document.currentScript.src.replace(/h5p\.js.*$/, "h5p/");
const EVERY = 5; // seconds between savings, besides those after something happened

async function start() {
  const { begin, base, say } = await connect();
  const place = document.getElementById("place");
  await load(`${assets}main.bundle.js`);
  // Called by inside.js, in the player's own frame.
  window.karmayogi = {
    keep: (part, kind, data) => say("state", { part: String(part), kind: String(kind), data: JSON.stringify(data) ?? "" }),
    forget: (part, kind) => say("forgotten", { part: String(part), kind: String(kind) }),
    said: (statement) => say("statement", { statement: plain(statement) }),
  };
  await new window.H5PStandalone.H5P(place, {
    id: "package",
    h5pJsonPath: base.replace(/\/$/, ""),
    frameJs: `${assets}frame.bundle.js`,
    frameCss: `${assets}styles/h5p.css`,
    customJs: [`${assets}inside.js`],
    contentUserData: begin.states ?? {},
    saveFreq: EVERY,
    title: begin.title ?? "",
    xAPIObjectIRI: begin.about ?? location.origin,
    frame: true,
    copyright: true,
    icon: false,
    translations: { H5P: begin.words ?? {} },
  });
  new ResizeObserver(() => say("height", { height: place.offsetHeight })).observe(place);
}

function load(src) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

// What is told of a statement: which part, what was done, with which result. Never who.
function plain(statement) {
  const verb = String(statement?.verb?.id ?? "").split("/").pop();
  const result = statement?.result ?? {};
  const id = String(statement?.object?.id ?? "");
  const parent = statement?.context?.contextActivities?.parent;
  const part = /[?&]subContentId=([^&]+)/.exec(id)?.[1] ?? (parent?.length ? "part" : "");
  return {
    verb,
    part,
    score: result.score?.raw ?? null,
    most: result.score?.max ?? null,
    success: result.success ?? null,
    response: String(result.response ?? "").slice(0, 1000),
  };
}

start();
