// What a text may hold: the same as the server lets through (courses/formats/text.py). Whatever else is pasted goes.
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";

export const LINK = /^(https?:\/\/|mailto:)/i;

// As the server keeps them: without measures.
const PlainTable = Table.extend({ renderHTML: () => ["table", ["tbody", 0]] });

const Header = TableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), scope: { default: "col", parseHTML: (cell) => cell.getAttribute("scope") } };
  },
});

export function extensions() {
  return [
    StarterKit.configure({
      heading: { levels: [3, 4] },
      horizontalRule: false,
      strike: false,
      listKeymap: false,
      dropcursor: false,
      gapcursor: false,
      trailingNode: false,
      link: { openOnClick: false, autolink: true, HTMLAttributes: { target: null, rel: null }, isAllowedUri: (url) => LINK.test(url) },
    }),
    PlainTable.configure({ resizable: false }), TableRow, Header, TableCell,
  ]; // prettier-ignore
}

// Whether a text goes through the editor whole: the same marks as often, the same words. If not, it stays as HTML.
export function survives(before, after) {
  return describe(before) === describe(after);
}

const SAME = { b: "strong", i: "em" };
const SILENT = new Set(["p", "br", "thead", "tbody"]); // the editor puts them where they belong

function describe(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const names = [...body.querySelectorAll("*")].map((one) => one.localName).filter((name) => !SILENT.has(name));
  const kept = [...body.querySelectorAll("[href], [scope], [colspan], [rowspan]")].flatMap((one) =>
    ["href", "scope", "colspan", "rowspan"].map((name) => one.getAttribute(name)).filter((value) => value && value !== "1"),
  );
  const words = body.textContent.replace(/\s+/g, "");
  return JSON.stringify([names.map((name) => SAME[name] ?? name).sort(), kept.sort(), words]);
}
