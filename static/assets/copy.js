/* What a reader copies: of a report its own words, without the notes between them; and a
   reference, by a button. */
(() => {
  "use strict";

  // A selection that begins in the text leaves out the notes that it passes over.
  const text = document.querySelector(".report .text");
  document.addEventListener("selectstart", (event) => {
    const node = event.target;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    text?.classList.toggle("selecting", Boolean(element?.closest?.(".passage")));
  });

  const select = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  for (const citation of document.querySelectorAll(".citation")) {
    const { copy, copied, failed } = citation.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copy;
    const status = document.createElement("span");
    status.className = "unseen";
    status.setAttribute("role", "status");
    const words = document.createElement("span");
    words.append(...citation.childNodes);
    citation.append(words, " ", button, status);
    button.addEventListener("click", async () => {
      let told = copied;
      try {
        await navigator.clipboard.writeText(words.textContent.replace(/\s+/g, " ").trim());
      } catch {
        // Not every browser lets a page of no server write there: then the reader does.
        select(words);
        told = failed;
      }
      button.textContent = status.textContent = told;
      setTimeout(() => {
        button.textContent = copy;
        status.textContent = "";
      }, 2500);
    });
  }
})();
