// Builds static/build/: site.css, its mirror site.rtl.css for scripts written from right to left, site.js, icons.svg and the fonts. File names are plain; Django's manifest storage
// gives them their hashed names in production.
import { build } from "esbuild";
import rtlcss from "rtlcss";
import { compile } from "sass";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { cut, rules } from "./fonts.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = `${root}static/build/`;
const packages = `${root}node_modules/`;
const limits = { "site.css": 35, "site.rtl.css": 35, "site.js": 30, "author.js": 200, "icons.svg": 20 }; // KB after gzip

async function styles() {
  const { css } = compile(`${root}frontend/scss/site.scss`, {
    loadPaths: [packages],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
  });
  // Ours use logical properties and come out the same; Bootstrap's name left and right.
  for (const [name, sheet] of Object.entries({ "site.css": css, "site.rtl.css": rtlcss.process(css) })) {
    await build({
      stdin: { contents: `${sheet}\n${rules()}`, loader: "css", resolveDir: out },
      outfile: `${out}${name}`,
      minify: true,
      target: ["chrome109", "firefox115", "safari15.6"],
      legalComments: "none",
      logLevel: "warning",
    });
  }
}

async function scripts() {
  await build({
    entryPoints: { site: `${root}frontend/js/site.js`, author: `${root}frontend/js/author/index.js` },
    outdir: out,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome109", "firefox115", "safari15.6"],
    legalComments: "none",
    logLevel: "warning",
  });
}

// Our pages around packages: one script for each, served on the packages' own origins and never on the site's.
async function packagePlayers() {
  const folder = `${root}frontend/js/packages/`;
  const players = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  await mkdir(`${out}packages`, { recursive: true });
  await build({
    entryPoints: players.map(({ name }) => ({ in: `${folder}${name}/index.js`, out: name })),
    outdir: `${out}packages`,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome109", "firefox115", "safari15.6"],
    legalComments: "linked",
    logLevel: "warning",
  });
  // H5P's player and core, unchanged and as files of their own: the core is under the GPL (see NOTICE.txt).
  const h5p = `${packages}h5p-standalone/dist/`;
  for (const name of ["main.bundle.js", "frame.bundle.js", "styles", "fonts", "images"]) {
    await cp(`${h5p}${name}`, `${out}packages/h5p/${name}`, { recursive: true });
  }
  for (const name of ["inside.js", "NOTICE.txt"]) await cp(`${folder}h5p/${name}`, `${out}packages/h5p/${name}`);
}

// One sprite for every page: fetched once, kept by the browser; pages say <use href="…/icons.svg#bell">.
async function icons() {
  const names = JSON.parse(await readFile(`${root}frontend/icons.json`, "utf8"));
  const symbols = await Promise.all(
    names.map(async (name) => {
      const svg = await readFile(`${packages}bootstrap-icons/icons/${name}.svg`, "utf8");
      const [, viewBox] = svg.match(/viewBox="([^"]+)"/);
      const [, inside] = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/);
      return `<symbol id="${name}" viewBox="${viewBox}">${inside.replace(/\s*\n\s*/g, "")}</symbol>`;
    }),
  );
  await writeFile(`${out}icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

async function weigh() {
  for (const [name, limit] of Object.entries(limits)) {
    const size = gzipSync(await readFile(`${out}${name}`), { level: 9 }).length / 1024;
    console.log(`${name}  ${size.toFixed(1)} KB gzip (limit ${limit})`);
    if (size > limit) throw new Error(`${name} is heavier than its limit of ${limit} KB after gzip`);
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([styles(), scripts(), packagePlayers(), icons(), cut(packages, `${out}fonts/`)]);
await weigh();
