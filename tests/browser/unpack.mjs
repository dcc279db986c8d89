// Unpacks the package's Chromium, its libraries and its fonts below TMPDIR.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const home = dirname(dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium"))));
const { inflate } = await import(pathToFileURL(join(home, "build", "esm", "lambdafs.js")));

for (const part of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"]) {
  await inflate(join(home, "bin", part));
}
