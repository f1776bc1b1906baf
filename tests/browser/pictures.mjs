// The build draws pictures without the reader's fonts: here their true sizes are seen.

/** Tells text that is too small, lies on something else, or sticks out of its picture. */
export async function checkPictures(page, tell) {
  const wrong = await page.evaluate(() => {
    const SMALLEST = 11;
    const found = [];
    for (const svg of document.querySelectorAll(".drawing svg")) {
      const frame = svg.getBoundingClientRect();
      if (frame.width === 0) continue;
      const scale = frame.width / svg.viewBox.baseVal.width;
      const boxes = [...svg.querySelectorAll("text, circle")].map((element) => ({
        name: element.textContent || "a dot",
        // The lines of one name are one thing.
        of: element.closest("a") ?? element,
        size: element.matches("text") ? parseFloat(getComputedStyle(element).fontSize) * scale : SMALLEST,
        box: element.getBoundingClientRect(),
      }));
      boxes.forEach(({ name, of, size, box }, number) => {
        if (size < SMALLEST) found.push(`“${name}” is ${size.toFixed(1)} px high`);
        const outside =
          box.left < frame.left - 1 ||
          box.right > frame.right + 1 ||
          box.top < frame.top - 2 ||
          box.bottom > frame.bottom + 2;
        if (outside) found.push(`“${name}” sticks out of its picture`);
        for (const other of boxes.slice(number + 1)) {
          if (other.of === of) continue;
          const over = (start, end) => Math.min(box[end], other.box[end]) - Math.max(box[start], other.box[start]);
          if (over("left", "right") > 1 && over("top", "bottom") > 1) {
            found.push(`“${name}” and “${other.name}” lie on each other`);
          }
        }
      });
    }
    return found;
  });
  wrong.forEach(tell);
}
