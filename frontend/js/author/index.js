// What only the pages of authors get: an editor over each field of formatted text. Without script the field itself stays.
import { editing } from "./editor.js";

const tools = document.querySelector("template[data-editor-tools]");
for (const field of document.querySelectorAll("textarea[data-editor]")) editing(field, tools);
