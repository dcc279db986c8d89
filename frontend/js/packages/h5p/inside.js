// In the frame that H5P's player makes: what its libraries keep and say goes to our page around it.
(() => {
  const { karmayogi } = parent;
  const { H5P } = window;
  if (!karmayogi || !H5P) return;
  const keep = H5P.setUserData;
  H5P.setUserData = function (id, kind, data, extras) {
    keep.apply(this, arguments);
    karmayogi.keep(extras?.subContentId || 0, kind, data);
  };
  const forget = H5P.deleteUserData;
  H5P.deleteUserData = function (id, kind, part) {
    forget.apply(this, arguments);
    karmayogi.forget(part || 0, kind);
  };
  let soon;
  H5P.externalDispatcher.on("xAPI", (event) => {
    karmayogi.said(event.data.statement);
    // Saved a moment after something was done, not only every few seconds: a browser may be closed at any time.
    clearTimeout(soon);
    soon = setTimeout(save, 600);
  });
  const save = () => {
    for (const instance of H5P.instances) {
      const state = instance.getCurrentState?.();
      if (state !== undefined) H5P.setUserData(instance.contentId, "state", state, { deleteOnChange: true });
    }
  };
  // Fonts and pictures that come late change how high things are.
  const resize = () => H5P.instances.forEach((instance) => H5P.trigger(instance, "resize"));
  addEventListener("load", () => setTimeout(resize, 100));
  document.fonts?.ready.then(() => setTimeout(resize, 100));
  document.addEventListener("visibilitychange", () => document.hidden && save());
})();
