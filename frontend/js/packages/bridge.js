// In our page around a package, on the package's own origin: waits for the site's page to say where the learner was,
// and tells it what happens. Only the page that frames us is listened to, and only when it is the site.
const AGAIN = 400; // milliseconds: the site's script may start after ours

export function connect(hear = () => {}) {
  const { sites, base } = document.documentElement.dataset;
  let site = null;
  return new Promise((resolve) => {
    const ask = () => parent.postMessage({ karmayogi: "ready" }, "*");
    const asking = setInterval(ask, AGAIN);
    addEventListener("message", (event) => {
      if (event.source !== parent || !sites.split(" ").includes(event.origin)) return;
      const { karmayogi: name, ...said } = event.data ?? {};
      if (name === "begin") {
        if (site) return;
        site = event.origin;
        clearInterval(asking);
        const say = (about, more = {}) => parent.postMessage({ karmayogi: about, ...more }, site);
        resolve({ begin: said, base, say });
      } else if (site && typeof name === "string") hear(name, said);
    });
    ask();
  });
}
