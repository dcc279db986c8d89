// A quiz under way. Each answer is sent when it changes. What cannot be sent is kept on this device, also when the page
// is closed, and sent again. Of two answers to a question the one said later stands, here as at the server. The server
// keeps the clock, this page only shows it. A button always sends the page as an ordinary form, with all that waited.
import { bring, fieldsOf, mark, refill } from "./answers.js";
import { countdown, serverTime } from "./countdown.js";
import { deliver, token } from "./delivery.js";
import { trouble } from "./trouble.js";
import { unsent } from "./unsent.js";

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 30_000;
const PATIENCE = 4000; // for a last try before the form itself is sent
const AT_ONCE = 20; // questions in one request

export function sitting(form) {
  const note = form.querySelector("[data-saved]");
  const kept = unsent(form.dataset.sitting);
  const { waiting } = kept;
  const time = serverTime(Number(form.dataset.now));
  const say = trouble(form);
  const outrun = new Set(); // answered later elsewhere, and not brought yet: what stands here is not said
  let underWay = null;
  let last = "kept"; // what became of the newest request
  let pause = FIRST_PAUSE;
  let timer = null;
  let isOneByOne = false; // one answer was refused: the others are not to fall with it
  let mayGo = false; // was tried and told: the next time the form goes, whatever the network says
  let isGoing = false; // the form itself is being sent
  let isOver = false;

  for (const [position, entry] of waiting) {
    const there = Number(form.querySelector(`[data-nav="${position}"]`)?.dataset.kept ?? 0);
    if (entry.said !== null && entry.said <= there) kept.drop(position, entry);
    else refill(form, position, entry);
  }
  const clock = countdown(() => handIn());

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };
  const changed = (event, wait) => {
    const position = event.target.closest(".card-body")?.querySelector("[name=asked]")?.value;
    if (!position || isOver) return;
    const isMark = event.target.name === "again";
    const said = isMark ? (waiting.get(position)?.said ?? null) : time.now();
    kept.put(position, { said, fields: fieldsOf(form, position).concat(whenOf(position, said)) });
    mark(form, position);
    if (pause === FIRST_PAUSE) later(wait);
  };
  form.addEventListener("change", (event) => changed(event, 0));
  form.addEventListener("input", (event) => event.target.matches("[type=text], textarea") && changed(event, 2000));

  // Enter in an answer presses the form's first button; where each question has its own, that one is meant.
  form.addEventListener("keydown", (event) => {
    const own = event.target.closest(".card-body")?.querySelector("[name=check]");
    if (event.key !== "Enter" || !own || !event.target.matches("[type=text]")) return;
    event.preventDefault();
    own.click();
  });

  // With its time an answer is said anew; without, what the page had at first tells that nothing new is said.
  function whenOf(position, said) {
    const was = form.elements[`was${position}`]?.value;
    return said === null ? (was ? [[`was${position}`, was]] : []) : [[`said${position}`, said]];
  }

  function send() {
    clearTimeout(timer);
    underWay ??= bringing([...waiting].slice(0, isOneByOne ? 1 : AT_ONCE)).finally(() => (underWay = null));
    return underWay;
  }

  async function bringing(sent) {
    const outcome = await deliver(form, sent.flatMap(([, entry]) => entry.fields));
    last = outcome.kind;
    if (last !== "kept") {
      if (!mayGo) say(isOver ? "over" : last, kept.isKept());
      later(Math.max(pause, outcome.after ?? 0));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      return;
    }
    const { told } = outcome;
    pause = FIRST_PAUSE;
    mayGo = false;
    time.set(told.now ?? time.now());
    clock.set(told.left);
    isOver &&= !(told.left > 2); // more time was given
    if (told.refused && sent.length > 1) {
      isOneByOne = true;
      return later(0);
    }
    for (const [position, entry] of sent) kept.drop(position, entry);
    if (!waiting.size) isOneByOne = false;
    const said = told.refused || told.late;
    say(said ? "told" : null, true, said);
    if (sent.length) note.textContent = said || told.saved;
    for (const [position, was] of Object.entries(told.was ?? {})) {
      const field = form.elements[`was${position}`];
      if (field && !waiting.has(position)) field.value = was;
    }
    for (const position of told.outrun ?? []) outrun.add(String(position));
    await catchUp();
    if (waiting.size) later(0);
    else if (outrun.size) later(2 * FIRST_PAUSE);
  }

  async function catchUp() {
    for (const position of outrun) {
      try {
        if (!waiting.has(position)) await bring(form, position);
      } catch {
        return;
      }
      outrun.delete(position);
      say("outrun", true, position);
    }
  }

  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden || waiting.size) send(); // a device that slept has lost its count
  });

  form.addEventListener("submit", async (event) => {
    isGoing = mayGo || (last === "kept" && navigator.onLine);
    if (isGoing) return;
    event.preventDefault(); // one try before it: a page that leads nowhere helps nobody
    await Promise.race([send(), new Promise((done) => setTimeout(done, PATIENCE))]);
    mayGo = true;
    if (last !== "lost") return form.requestSubmit(event.submitter);
    say("again");
  });

  // The form takes along what waited, with its time; also for questions that are not on this page.
  form.addEventListener("formdata", ({ formData }) => {
    if (!isGoing) return; // it is only read
    isGoing = false;
    formData.set("csrfmiddlewaretoken", token());
    for (const [position, { fields }] of waiting) {
      const isHere = form.querySelector(`#q${position}`);
      for (const [name, value] of fields) {
        if (!isHere || name.startsWith("said")) formData.append(name, value);
      }
    }
    for (const position of outrun) {
      const others = formData.getAll("asked").filter((one) => one !== position);
      formData.delete("asked");
      for (const one of others) formData.append("asked", one);
      for (const name of [...formData.keys()]) if (new RegExp(`^q${position}(\\.|$)`).test(name)) formData.delete(name);
    }
  });

  // The time is over: no answer changes any more, and what is here goes to the server as soon as it can be reached.
  async function handIn() {
    const cards = [...form.querySelectorAll("fieldset.choices")].map((one) => one.closest(".card-body"));
    const close = (isClosed) => cards.forEach((card) => (card.inert = isClosed));
    isOver = true;
    close(true);
    await send();
    while (last === "lost" || last === "busy") {
      await new Promise((done) => setTimeout(done, FIRST_PAUSE));
      await send();
    }
    if (!isOver) return close(false);
    isGoing = true;
    form.submit();
  }

  if (waiting.size) later(0);
}

// After a sitting: what still waits on this device is brought too. The server notes what came after the time.
export async function leftover(place) {
  const { waiting, drop } = unsent(place.dataset.sat);
  const sent = [...waiting];
  if (!sent.length) return;
  const { kind, told } = await deliver(place, sent.flatMap(([, entry]) => entry.fields));
  if (kind !== "kept") return;
  for (const [position, entry] of sent) drop(position, entry);
  if (told.late) location.reload(); // the page says how many
}
