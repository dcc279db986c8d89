// A form with a file and data-upload is sent in the background with a progress bar, and its answer is shown as a browser
// would show it, redirects followed. Without script the form is sent as any other.
import htmx from "htmx.org/dist/htmx.esm.js";

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (!form || ![...form.querySelectorAll("input[type=file]")].some((input) => input.files.length)) return;
  event.preventDefault();

  const bar = form.querySelector("progress[data-upload-bar]");
  const words = form.querySelector("[data-upload-words]");
  const button = event.submitter;
  const data = new FormData(form, button);
  const say = (text) => words && (words.textContent = text);
  const failed = () => {
    button?.removeAttribute("disabled");
    button?.focus(); // a disabled button has lost it
    if (bar) bar.hidden = true;
    say(form.dataset.failed);
  };

  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = total ? Math.floor((100 * loaded) / total) : 0;
    if (bar) Object.assign(bar, { hidden: false, value: percent });
    say(percent < 100 ? form.dataset.uploading.replace("%s", percent) : form.dataset.checking);
  });
  request.addEventListener("error", failed);
  request.addEventListener("abort", failed);
  request.addEventListener("load", () => {
    if (!(request.getResponseHeader("Content-Type") ?? "").includes("text/html")) return failed();
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    if (request.responseURL !== location.href) history.pushState(null, "", request.responseURL);
    document.title = answer.title;
    document.body.replaceWith(document.adoptNode(answer.body));
    htmx.process(document.body);
    (document.querySelector("[data-error-summary]") ?? document.getElementById("main"))?.focus();
    scrollTo(0, 0);
  });
  button?.setAttribute("disabled", "");
  request.send(data);
});
