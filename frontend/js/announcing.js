// After htmx changed a part of the page, says what changed: data-announce of the part goes to the live region.
document.addEventListener("htmx:after:swap", (event) => {
  const live = document.getElementById("live");
  const target = event.detail?.ctx?.target;
  if (!live || !(target instanceof Element)) return;
  const place = target.isConnected ? target : document.getElementById(target.id);
  const said = place?.closest("[data-announce]") ?? place?.querySelector("[data-announce]");
  if (said && live.textContent !== said.dataset.announce) live.textContent = said.dataset.announce;
});
