// The player. Without script "Mark as read" works the same.
import { reading } from "./reading.js";
import { tools } from "./tools.js";
import { watching } from "./watching.js";

for (const media of document.querySelectorAll("[data-player=media]")) {
  watching(media);
  tools(media);
}
for (const place of document.querySelectorAll("[data-player=text]")) reading(place);
for (const note of document.querySelectorAll("[data-seconds-left]")) {
  setTimeout(() => (note.hidden = true), Number(note.dataset.secondsLeft) * 1000);
}
