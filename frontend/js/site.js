// What every page gets, after its HTML works without it: htmx, menus that close, messages read out, upload progress, passkeys.
import "htmx.org/dist/htmx.esm.js";
import "./menus.js";
import "./tabbed.js";
import "./announcing.js";
import "./uploading.js";
import "./passkeys.js";
import "./player/index.js";
