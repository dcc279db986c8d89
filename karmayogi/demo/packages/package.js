// What runs inside the demo's packages: screens one after the other, a quiz, and SCORM 1.2 or 2004 as the part says. It
// finds the player's API above it; without one it works and keeps nothing.
const is2004 = document.body.dataset.edition === "2004";
const api = find(is2004 ? "API_1484_11" : "API");
const started = Date.now();

function find(name) {
  for (let frame = window, step = 0; step < 10; step++) {
    try {
      if (frame[name]) return frame[name];
    } catch {
      return null; // another origin: above it there is no player of ours
    }
    if (frame.parent === frame) break;
    frame = frame.parent;
  }
  return null;
}
const call = (old, now) => (...values) => (api ? api[is2004 ? now : old](...values) : "");
const get = call("LMSGetValue", "GetValue");
const set = call("LMSSetValue", "SetValue");
const save = () => call("LMSCommit", "Commit")("");
const names = is2004
  ? { place: "cmi.location", memory: "cmi.suspend_data", exit: "cmi.exit", time: "cmi.session_time", response: "learner_response", wrong: "incorrect" }
  : { place: "cmi.core.lesson_location", memory: "cmi.suspend_data", exit: "cmi.core.exit", time: "cmi.core.session_time", response: "student_response", wrong: "wrong" };

call("LMSInitialize", "Initialize")("");
const screens = [...document.querySelectorAll("main > section")];
const memory = { seen: [], answers: {}, done: false, ...read(get(names.memory)) };
let place = Math.min(Math.max(0, Number(get(names.place)) || 0), screens.length - 1);
let isOver = false;

function read(text) {
  try {
    return JSON.parse(text || "{}");
  } catch {
    return {};
  }
}

function status(completed, passed) {
  if (is2004) {
    set("cmi.completion_status", completed ? "completed" : "incomplete");
    if (passed !== undefined) set("cmi.success_status", passed ? "passed" : "failed");
  } else if (passed === undefined) set("cmi.core.lesson_status", completed ? "completed" : "incomplete");
  else set("cmi.core.lesson_status", passed ? "passed" : "failed");
}

function remember() {
  set(names.place, String(place));
  set(names.memory, JSON.stringify(memory));
  if (is2004) set("cmi.progress_measure", String(memory.seen.length / screens.length));
}

function show(next, isMoved = true) {
  place = next;
  screens.forEach((screen, number) => (screen.hidden = number !== place));
  if (!memory.seen.includes(place)) memory.seen.push(place);
  document.getElementById("where").textContent = `Screen ${place + 1} of ${screens.length}`;
  document.getElementById("bar").value = (memory.seen.length / screens.length) * 100;
  document.getElementById("back").disabled = place === 0;
  document.getElementById("on").disabled = place === screens.length - 1;
  if (isMoved) screens[place].querySelector("h2").focus();
  remember();
  const hasQuiz = Boolean(document.querySelector("form"));
  if (!memory.done) {
    memory.done = !hasQuiz && memory.seen.length === screens.length;
    status(memory.done);
    if (memory.done) remember();
  }
  save();
}
document.getElementById("back").addEventListener("click", () => show(place - 1));
document.getElementById("on").addEventListener("click", () => show(place + 1));

const form = document.querySelector("form");
if (form) {
  for (const [name, value] of Object.entries(memory.answers)) {
    const chosen = form.querySelector(`input[name="${name}"][value="${value}"]`);
    if (chosen) chosen.checked = true;
  }
  form.addEventListener("change", (event) => {
    memory.answers[event.target.name] = event.target.value;
    remember();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    mark();
  });
}

function mark() {
  const fields = [...form.querySelectorAll("fieldset")];
  const first = Number(get("cmi.interactions._count")) || 0;
  let right = 0;
  fields.forEach((field, number) => {
    const { name, right: wanted } = field.dataset;
    const chosen = field.querySelector("input:checked")?.value ?? "";
    const isRight = chosen === wanted;
    if (isRight) right++;
    const said = field.querySelector("[data-said]");
    said.className = isRight ? "right" : "wrong";
    said.textContent = `${isRight ? "Right." : "Not right."} ${field.dataset.reason}`;
    const row = `cmi.interactions.${first + number}.`;
    set(`${row}id`, name);
    set(`${row}type`, "choice");
    if (chosen) set(`${row}${names.response}`, chosen);
    set(`${row}correct_responses.0.pattern`, wanted);
    set(`${row}result`, isRight ? "correct" : names.wrong);
  });
  const score = Math.round((right / fields.length) * 100);
  const isPassed = score >= Number(document.body.dataset.needed);
  memory.done = memory.done || isPassed;
  if (is2004) set("cmi.score.scaled", String(score / 100));
  const core = is2004 ? "cmi.score." : "cmi.core.score.";
  set(`${core}min`, "0");
  set(`${core}max`, "100");
  set(`${core}raw`, String(score));
  status(isPassed, isPassed);
  const result = document.getElementById("result");
  result.textContent = `${right} of ${fields.length} right. ${isPassed ? "That is enough." : "Look at the reasons and try again."}`;
  result.focus();
  remember();
  save();
}

function leave() {
  if (isOver) return;
  isOver = true;
  const seconds = Math.round((Date.now() - started) / 1000);
  const pad = (number, length = 2) => String(number).padStart(length, "0");
  set(names.time, is2004 ? `PT${seconds}S` : `${pad(Math.floor(seconds / 3600), 4)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`);
  set(names.exit, "suspend");
  remember();
  call("LMSFinish", "Terminate")("");
}
addEventListener("pagehide", leave);
addEventListener("beforeunload", leave);
show(place, false);
