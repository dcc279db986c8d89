// What keeps answers from being saved, in plain words, in sight and read out once. `say(null)`: it is over.
export function trouble(form) {
  const box = form.querySelector("[data-trouble]");
  const words = box.querySelector("p");
  const signIn = box.querySelector("a");
  let shown = null;
  return (kind, isKept = true, name = "") => {
    if (kind === null && ["outrun", "told"].includes(shown)) return; // stays until something else is to be said
    if (kind === shown && !name) return;
    shown = kind;
    box.hidden = kind === null;
    if (kind === null) return;
    const sentence = box.querySelector(`template[data-kind="${kind}"]`)?.content.textContent;
    words.textContent = sentence?.replace("{number}", name) ?? name;
    signIn.hidden = !["signed-out", "refused"].includes(kind);
    signIn.target = isKept ? "" : "_blank"; // the answers are in this page only
  };
}
