// A quiz under way. Each answer is sent when it changes. What cannot be sent is kept on this device, also when the page
// is closed, and sent again; the server keeps the clock, this page only shows it.
const LONGEST_PAUSE = 30000;

export function sitting(form) {
  const store = `sitting ${form.dataset.sitting}`;
  const note = form.querySelector("[data-saved]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const waiting = new Map(Object.entries(read(store)));
  let isSending = false;
  let pause = 2000;
  let timer = null;
  const clock = countdown(() => form.submit());

  for (const [position, fields] of waiting) refill(form, position, fields);
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };
  const changed = (event, wait) => {
    const box = event.target.closest(".card-body");
    const asked = box?.querySelector("[name=asked]");
    if (!asked) return;
    waiting.set(asked.value, fieldsOf(form, asked.value));
    write(store, waiting);
    mark(form, asked.value);
    later(wait);
  };
  form.addEventListener("change", (event) => changed(event, 0));
  form.addEventListener("input", (event) => event.target.matches("[type=text], textarea") && changed(event, 2000));

  async function send() {
    if (isSending) return later(500);
    if (!waiting.size) return;
    isSending = true;
    const sent = new Map(waiting);
    const answer = await post(form, token, [...sent.values()].flat());
    isSending = false;
    if (answer === null) {
      note.textContent = form.dataset.wordsLost;
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      return later(pause);
    }
    pause = 2000;
    for (const [position, fields] of sent) if (waiting.get(position) === fields) waiting.delete(position);
    write(store, waiting);
    note.textContent = answer.refused || answer.late || answer.saved;
    for (const [position, was] of Object.entries(answer.was ?? {})) {
      const field = form.elements[`was${position}`];
      if (field && !waiting.has(position)) field.value = was;
    }
    clock.set(answer.left);
    if (waiting.size) later(0);
  }

  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden) return waiting.size ? send() : undefined;
    const answer = await post(form, token, []); // a device that slept has lost its count
    if (answer) clock.set(answer.left);
  });
  form.addEventListener("submit", async (event) => {
    if (!waiting.size && navigator.onLine) return;
    event.preventDefault(); // first what was not sent: a page that leads nowhere would lose it
    while (isSending) await new Promise((done) => setTimeout(done, 100));
    await send();
    if (!waiting.size && navigator.onLine) return form.requestSubmit(event.submitter);
    note.textContent = form.dataset.wordsLost;
    note.scrollIntoView({ block: "center" });
  });
  if (waiting.size) later(0);
}

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

async function post(form, token, fields) {
  try {
    const answer = await fetch(form.dataset.answersUrl, {
      method: "POST", body: new URLSearchParams(fields), keepalive: true, credentials: "same-origin",
      headers: { Accept: "application/json", "X-CSRFToken": token },
    });
    return answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
  } catch {
    return null;
  }
}

function fieldsOf(form, position) {
  const mine = new RegExp(`^q${position}(\\.\\d+)?$`);
  return [...new FormData(form)].filter(
    ([name, value]) => mine.test(name) || (["asked", "again"].includes(name) && value === position),
  );
}

function refill(form, position, fields) {
  for (const [name, value] of fields) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked ||= field.value === value;
      else if (field.type !== "hidden") field.value = value;
    }
  }
  mark(form, position);
}

// In the list of questions: what is answered, and what is to be looked at again.
function mark(form, position) {
  const link = form.querySelector(`[data-nav="${position}"]`);
  if (!link) return;
  const fields = fieldsOf(form, position);
  link.classList.toggle("is-answered", fields.some(([name, value]) => name.startsWith("q") && value));
  link.classList.toggle("is-again", fields.some(([name]) => name === "again"));
}

function read(store) {
  try {
    return JSON.parse(localStorage.getItem(store) ?? "{}");
  } catch {
    return {}; // storage may be refused
  }
}

function write(store, waiting) {
  try {
    if (waiting.size) localStorage.setItem(store, JSON.stringify(Object.fromEntries(waiting)));
    else localStorage.removeItem(store);
  } catch {
    // then it is kept as long as the page is
  }
}
