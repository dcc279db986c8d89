// The faces of the one family: each holds the letters of a script and the weights that are used, cut out of the
// packages' files; a page fetches those of which it has a letter.
import subset from "subset-font";
import { mkdir, readFile, writeFile } from "node:fs/promises";

const LATIN = "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2";
const DEVANAGARI = "@fontsource-variable/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-wght-normal.woff2";
const ARABIC = (weight) => `@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-${weight}-normal.woff2`;
const ARABIC_LETTERS = "U+0600-06FF, U+0750-077F, U+200C-200F, U+FB50-FDFF, U+FE70-FEFC";
const USED = { min: 400, max: 650 };

const faces = [
  // English, and the figures and signs of every language.
  {
    file: "latin", of: LATIN, family: "Noto Sans", weight: USED,
    letters: "U+0020-007E, U+00A0, U+00A9, U+00B0, U+00B7, U+00D7, U+2013-2014, U+2018-2019, U+201C-201D, U+2022, U+2026, U+2190-2193, U+2212",
  },
  // Names with accents, and signs that are rare.
  {
    file: "latin-rare", of: LATIN, family: "Noto Sans", weight: USED,
    letters: "U+00A1-00A8, U+00AA-00AF, U+00B1-00B6, U+00B8-00D6, U+00D8-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+201A, U+201E, U+2020-2021, U+2030, U+2039-203A, U+2044, U+20AC, U+2122, U+2215",
  },
  {
    file: "devanagari", of: DEVANAGARI, family: "Noto Sans Devanagari", weight: USED,
    letters: "U+0900-097F, U+200C-200D, U+20A8, U+20B9",
  },
  // What pages of other languages say in Devanagari: one weight of it.
  {
    file: "devanagari-aside", of: DEVANAGARI, family: "Devanagari Aside", weight: 400,
    letters: "U+0900-097F, U+200C-200D, U+20A8, U+20B9",
  },
  // What every page says in Devanagari, whatever its language: भारत सरकार हिन्दी ₹
  {
    file: "own-script", of: DEVANAGARI, family: "Own Script", weight: 400, text: "भारत सरकार हिन्दी ₹",
    letters: "U+0900-097F, U+20B9",
  },
  { file: "arabic-400", of: ARABIC(400), family: "Noto Sans Arabic", weights: "400 500", letters: ARABIC_LETTERS },
  { file: "arabic-600", of: ARABIC(600), family: "Noto Sans Arabic", weights: "550 800", letters: ARABIC_LETTERS },
]; // prettier-ignore

// The rules of the style sheet that name them.
export function rules() {
  const weights = ({ weights, weight }) => weights ?? (weight.min ? `${weight.min} ${weight.max}` : weight);
  return faces
    .map(
      (face) => `@font-face{font-family:"${face.family}";src:url("fonts/${face.file}.woff2") format("woff2");` +
        `font-weight:${weights(face)};font-display:swap;unicode-range:${face.letters}}`,
    )
    .join("\n");
}

export async function cut(packages, out) {
  await mkdir(out, { recursive: true });
  for (const { file, of, letters, text, weight } of faces) {
    const options = { targetFormat: "woff2", ...(weight ? { variationAxes: { wght: weight } } : {}) };
    const whole = await readFile(`${packages}${of}`);
    await writeFile(`${out}${file}.woff2`, await subset(whole, text ?? written(letters), options));
  }
}

// "U+0041-0043, U+20AC" as "ABC€".
function written(ranges) {
  return ranges
    .split(", ")
    .flatMap((range) => {
      const [first, last] = range.slice(2).split("-").map((code) => parseInt(code, 16));
      return Array.from({ length: (last ?? first) - first + 1 }, (_, place) => String.fromCodePoint(first + place));
    })
    .join("");
}
