// A field of formatted text: what is written stands in the field as HTML at every moment, so the form is sent as ever.
import { Editor } from "@tiptap/core";
import { extensions, LINK, survives } from "./schema.js";

const ACTS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  further: (chain) => chain.sinkListItem("listItem"),
  back: (chain) => chain.liftListItem("listItem"),
  blockquote: (chain) => chain.toggleBlockquote(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  rowAfter: (chain) => chain.addRowAfter(),
  rowAway: (chain) => chain.deleteRow(),
  columnAfter: (chain) => chain.addColumnAfter(),
  columnAway: (chain) => chain.deleteColumn(),
  tableAway: (chain) => chain.deleteTable(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};
const MARKS = ["bold", "italic", "bulletList", "orderedList", "blockquote", "link"]; // pressed where the cursor is in one

export function editing(field, template) {
  const box = template.content.firstElementChild.cloneNode(true);
  const find = (name) => box.querySelector(`[data-editor-${name}]`);
  const label = document.querySelector(`label[for="${field.id}"]`);
  label.id ||= `${field.id}_label`;
  field.before(box);
  label.addEventListener("click", () => field.hidden && editor.commands.focus());

  // Tab leaves the field as everywhere else, also from lists and tables, so that nobody is caught in it.
  const editor = new Editor({
    element: find("text"),
    extensions: extensions(),
    content: asHtml(field.value),
    injectCSS: false, // no style of its own: the page's policy forbids it
    editorProps: { attributes: attributes(field, label), handleDOMEvents: { keydown: (_view, event) => event.key === "Tab" } },
    onUpdate: () => (field.value = editor.isEmpty ? "" : editor.getHTML()),
    onTransaction: () => show(),
  });

  function show() {
    for (const name of MARKS) find(name)?.setAttribute("aria-pressed", editor.isActive(name));
    const level = [3, 4].find((one) => editor.isActive("heading", { level: one }));
    find("style").value = level ? String(level) : "";
    find("in-table").hidden = !editor.isActive("table");
    find("in-list").hidden = !editor.isActive("listItem");
    for (const name of ["undo", "redo"]) find(name).disabled = !editor.can()[name]();
  }

  // A press on a tool leaves the cursor where it is.
  find("tools").addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
  for (const [name, act] of Object.entries(ACTS)) {
    find(name).addEventListener("click", () => act(editor.chain().focus()).run());
  }
  // Arrows go through the kinds one by one: only a pointer's choice, or Enter, leads back into the text.
  const style = find("style");
  let isByKey = false;
  style.addEventListener("pointerdown", () => (isByKey = false));
  style.addEventListener("keydown", (event) => {
    isByKey = true;
    if (event.key !== "Enter") return;
    event.preventDefault();
    editor.commands.focus();
  });
  style.addEventListener("change", ({ target: { value } }) => {
    const chain = isByKey ? editor.chain() : editor.chain().focus();
    (value ? chain.setHeading({ level: Number(value) }) : chain.setParagraph()).run();
  });
  linking(editor, find("link"), box.querySelector("dialog"));
  label.addEventListener("click", () => !field.offsetParent && editor.commands.focus());

  // As HTML: by choice, or because the text holds what the editor does not know and would lose.
  const source = find("source");
  const turn = (isSource) => {
    field.hidden = !isSource;
    box.classList.toggle("is-source", isSource);
    source.setAttribute("aria-pressed", isSource);
  };
  source.addEventListener("click", () => {
    const isSource = field.hidden;
    if (!isSource) {
      editor.commands.setContent(asHtml(field.value), { emitUpdate: false }); // it would put back what the editor kept
      if (!keeps()) return;
    }
    turn(isSource);
    if (isSource) field.focus();
    else editor.commands.focus();
  });
  const keeps = () => {
    const does = survives(asHtml(field.value), editor.getHTML());
    find("lossy").hidden = does;
    return does;
  };
  turn(!keeps());
  show();
}

function attributes(field, label) {
  const rows = field.rows > 6 ? " is-tall" : "";
  const described = field.getAttribute("aria-describedby");
  return {
    role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, lang: field.lang, class: `reading${rows}`,
    ...(described ? { "aria-describedby": described } : {}),
    ...(field.getAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
  }; // prettier-ignore
}

// Plain paragraphs, as the field also takes them.
function asHtml(text) {
  if (/<\/?[a-z][^>]*>/i.test(text)) return text;
  const place = document.createElement("p");
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => {
      place.textContent = part.trim();
      return `<p>${place.innerHTML.replaceAll("\n", "<br>")}</p>`;
    })
    .join("");
}

// The address is asked for in a dialog; what is marked, or the link the cursor is in, leads there.
function linking(editor, button, dialog) {
  const field = dialog.querySelector("input");
  button.addEventListener("click", () => {
    field.value = editor.getAttributes("link").href ?? "https://";
    field.setCustomValidity("");
    dialog.querySelector("[data-editor-unlink]").hidden = !editor.isActive("link");
    dialog.showModal();
    field.select();
  });
  field.addEventListener("input", () => field.setCustomValidity(""));
  const put = () => {
    const href = field.value.trim();
    if (!LINK.test(href) || href === "https://") {
      field.setCustomValidity(field.dataset.refused);
      field.reportValidity();
      return;
    }
    dialog.close();
    const chain = editor.chain().focus().extendMarkRange("link");
    const isBare = editor.state.selection.empty && !editor.isActive("link");
    (isBare ? chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }) : chain.setLink({ href })).run();
  };
  dialog.querySelector("[data-editor-put]").addEventListener("click", put);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it would send the form around it
    put();
  });
  dialog.querySelector("[data-editor-unlink]").addEventListener("click", () => {
    dialog.close();
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
  });
  dialog.querySelector("[data-editor-leave]").addEventListener("click", () => dialog.close());
}
