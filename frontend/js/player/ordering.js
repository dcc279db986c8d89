// Putting in order: buttons and dragging set the same number fields that work without script.
export function ordering(list) {
  const rows = () => [...list.children];
  const keep = list.parentElement.querySelector(".ordering-keep");
  const told = list.parentElement.querySelector("[data-told]");
  const field = (row) => row.querySelector("select");
  const isBegun = () => rows().some((row) => field(row).value);
  let dragged = null;

  const number = () => {
    rows().forEach((row, place) => (field(row).value = String(place + 1)));
    keep.hidden = true;
    field(rows()[0]).dispatchEvent(new Event("change", { bubbles: true }));
  };
  const sort = () => {
    const rank = (row) => Number(field(row).value) || 99;
    list.append(...rows().sort((one, other) => rank(one) - rank(other)));
  };
  const tell = (row) => {
    told.textContent = list.dataset.moved
      .replace("{item}", row.querySelector("label").textContent)
      .replace("{rank}", rows().indexOf(row) + 1)
      .replace("{all}", rows().length);
  };
  const move = (row, by) => {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    number();
    tell(row);
  };

  for (const row of rows()) {
    row.querySelector(".ordering-moves").hidden = false;
    row.draggable = true;
    row.classList.add("is-movable");
    for (const button of row.querySelectorAll("[data-move]")) {
      button.addEventListener("click", () => {
        move(row, Number(button.dataset.move));
        button.focus();
      });
    }
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
    });
    row.addEventListener("dragover", (event) => {
      if (!dragged || dragged === row) return;
      event.preventDefault();
      const box = row.getBoundingClientRect();
      if (event.clientY < box.top + box.height / 2) row.before(dragged);
      else row.after(dragged);
    });
    row.addEventListener("dragend", () => {
      if (!dragged) return;
      dragged = null;
      number();
      tell(row);
    });
    field(row).addEventListener("change", (event) => {
      if (!event.isTrusted) return;
      sort();
      field(row).focus();
    });
  }
  list.addEventListener("refilled", () => {
    sort();
    keep.hidden = isBegun();
  });
  keep.hidden = isBegun();
  keep.querySelector("[data-keep]").addEventListener("click", number);
}
