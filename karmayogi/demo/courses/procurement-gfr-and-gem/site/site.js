"use strict";
// From the answers to a method: the first rule that fits decides.
const METHODS = [
  {
    fits: (a) => a.gem === "yes",
    name: "Buy on GeM (rule 149)",
    file: [
      "Which mode of GeM was used, and why: direct purchase, comparison of the lowest offers, or bidding",
      "That specifications were not tailored and the demand was not split (rule 157)",
      "How the price was found reasonable",
    ],
  },
  {
    fits: (a) => a.makers === "one" || (a.urgent === "yes" && a.value !== "small"),
    name: "Single tender enquiry (rule 166)",
    file: [
      "The reason in writing: one maker only, an emergency, or standardisation on technical advice",
      "The approval of the competent authority, with the concurrence of finance where it is needed",
      "How the price was found reasonable without competition",
    ],
  },
  {
    fits: (a) => a.value === "small",
    name: "Purchase without quotation (rule 154)",
    file: ["The certificate of the buyer about quality, source and reasonable price", "That the demand was not split (rule 157)"],
  },
  {
    fits: (a) => a.value === "committee",
    name: "Purchase committee of three members (rule 155)",
    file: ["The survey of the market that the committee made", "The joint certificate of its three members"],
  },
  {
    fits: (a) => a.value === "limited" && a.complex === "no",
    name: "Limited tender enquiry (rule 162)",
    file: ["More than three suppliers, and how they were chosen", "That they were given enough time to answer"],
  },
  {
    fits: (a) => a.complex === "yes",
    name: "Advertised tender with two bids, technical and financial (rules 161 and 163)",
    file: ["The criteria of the technical evaluation, stated in the tender document", "That only bids which passed it had their prices opened"],
  },
  {
    fits: () => true,
    name: "Advertised tender enquiry (rule 161)",
    file: ["Publication on the Central Public Procurement Portal", "Evaluation by what the tender document said, and by nothing else"],
  },
];
const form = document.getElementById("questions");
const answer = document.getElementById("answer");
form.addEventListener("change", () => {
  const given = Object.fromEntries(new FormData(form));
  const missing = ["gem", "makers", "value", "urgent", "complex"].filter((name) => !given[name]).length;
  const method = given.gem === "yes" ? METHODS[0] : missing ? null : METHODS.find((one) => one.fits(given));
  const heading = document.createElement("h2");
  const words = document.createElement("p");
  heading.textContent = method ? method.name : "The method";
  words.textContent = method ? "The file shows:" : missing === 1 ? "One question is left." : `${missing} questions are left.`;
  answer.replaceChildren(heading, words);
  if (method) {
    const list = document.createElement("ul");
    list.append(...method.file.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    answer.append(list);
  }
});
