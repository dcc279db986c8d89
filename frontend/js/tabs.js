// Tabs that do not fit stand in a row that can be pushed: the current one is in sight.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const row = tab.closest("ul");
  if (row.scrollWidth <= row.clientWidth) continue;
  const [inside, all] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += inside.left + inside.width / 2 - (all.left + all.width / 2);
}
