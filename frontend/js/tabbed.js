// Parts of a page of which one is in front. Without script they stand one below the other, each with its heading.
for (const tabbed of document.querySelectorAll("[data-tabbed]")) {
  const tabs = [...tabbed.querySelectorAll("[role=tab]")];
  const panel = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
  const choose = (chosen) => {
    for (const tab of tabs) {
      const is = tab === chosen;
      tab.setAttribute("aria-selected", is);
      tab.tabIndex = is ? 0 : -1;
      panel(tab).classList.toggle("is-current", is);
    }
  };
  for (const tab of tabs) {
    panel(tab).setAttribute("role", "tabpanel");
    panel(tab).setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => choose(tab));
  }
  tabbed.classList.add("is-live");
  tabbed.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    const at = tabs.indexOf(event.target);
    const ahead = document.dir === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + ahead, ArrowLeft: at - ahead, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    choose(tab);
    tab.focus();
  });

  // An address that names something inside a part brings that part to the front.
  const named = () => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const tab = place && tabs.find((one) => panel(one).contains(place));
    if (!tab) return;
    choose(tab);
    tab.scrollIntoView({ block: "nearest" });
    return tab;
  };
  named();
  addEventListener("hashchange", () => named()?.focus());
}
