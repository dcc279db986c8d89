// The player. Without script "Mark as read" works the same.
import { countdown } from "./countdown.js";
import { film } from "./film.js";
import { framing } from "./framing.js";
import { h5p } from "./h5p.js";
import { ordering } from "./ordering.js";
import { packaged } from "./packaged.js";
import { reading } from "./reading.js";
import { leftover, sitting } from "./sitting.js";
import { tools } from "./tools.js";
import { watching } from "./watching.js";

for (const media of document.querySelectorAll("[data-player=media]")) {
  watching(media);
  film(media);
  tools(media);
}
for (const list of document.querySelectorAll("[data-ordering]")) ordering(list);
for (const place of document.querySelectorAll("[data-player=text]")) reading(place);
for (const section of document.querySelectorAll("[data-package]")) {
  framing(section);
  if ("h5p" in section.dataset) h5p(section, section.querySelector("iframe"));
  else if (section.dataset.begin) packaged(section);
}
for (const form of document.querySelectorAll("[data-sitting]")) sitting(form);
for (const place of document.querySelectorAll("[data-sat]")) leftover(place);
if (document.querySelector("[data-quiz-check]")) countdown();
for (const note of document.querySelectorAll("[data-seconds-left]")) {
  setTimeout(() => (note.hidden = true), Number(note.dataset.secondsLeft) * 1000);
}
