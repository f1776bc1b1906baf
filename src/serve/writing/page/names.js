// What kinds of note and their keys are called in forms.

export const KINDS = {
  note: "Note", quote: "Quotation", claim: "Claim", context: "Context", correction: "Correction", question: "Question",
};
export const KEYS = {
  by: "Who says it", said: "When or where it was said", base: "The report that the others are held against",
  unit: "What is counted", total: "What parts should add up to", finding: "The desk’s own answer",
  evidence: "What that rests on (an id or an address)", reads: "What the report should say",
  tags: "Tags, with commas", author: "Your initials", date: "Date", reply: "The note that it answers",
  reviewed: "Reviewed by", allow: "Codes that are accepted here",
  route: "How the words came into its language", as: "How the report names the speaker", via: "Through whom it has them",
};
