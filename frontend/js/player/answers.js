// The questions of a sitting as fields of its form: read, filled in anew, brought from the server.
import { ordering } from "./ordering.js";

// What the form says of a question, as the server takes it.
export function fieldsOf(form, position) {
  return [...new FormData(form)].filter(
    ([name, value]) => isOf(name, position) || (["asked", "again"].includes(name) && value === position),
  );
}

function isOf(name, position) {
  return new RegExp(`^q${position}(\\.\\d+)?$`).test(name);
}

// What was kept stands wholly: what it does not say is empty, a tick that was taken away too.
export function refill(form, position, { said, fields }) {
  for (const field of form.elements) {
    const isMark = field.name === "again" && field.value === position;
    if (!isMark && (said === null || !isOf(field.name, position))) continue;
    const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
  form.querySelector(`#q${position} [data-ordering]`)?.dispatchEvent(new Event("refilled"));
  mark(form, position);
}

// In the list of questions: what is answered, and what is to be looked at again.
export function mark(form, position) {
  const link = form.querySelector(`[data-nav="${position}"]`);
  if (!link || !form.querySelector(`#q${position}`)) return;
  const fields = fieldsOf(form, position);
  const isAnswered = fields.some(([name, value]) => name.startsWith("q") && value);
  const isAgain = fields.some(([name]) => name === "again");
  link.classList.toggle("is-answered", isAnswered);
  link.classList.toggle("is-again", isAgain);
  const { wordsAnswered, wordsAgain } = link.closest("ol").dataset;
  const words = [isAnswered && wordsAnswered, isAgain && wordsAgain].filter(Boolean);
  link.querySelector("[data-nav-state]").textContent = words.map((one) => `, ${one}`).join("");
}

// The question as the server has it now, in place of what stands here. Throws when it cannot be had.
export async function bring(form, position) {
  const answer = await fetch(`${form.dataset.pageUrl}?q=${position}`, { credentials: "same-origin" });
  const there = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [now, here] = [there, document].map((page) => page.getElementById(`q${position}`)?.closest(".card-body"));
  if (!answer.ok) throw new Error(answer.status);
  if (!now || !here) return;
  here.replaceChildren(...now.childNodes);
  for (const list of here.querySelectorAll("[data-ordering]")) ordering(list);
  mark(form, position);
}
