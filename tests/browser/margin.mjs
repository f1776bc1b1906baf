// Notes beside the text keep clear of each other and of all else, folded and unfolded, and near their passages.

/** Tells which notes of an article stand on another, on the text, or on what follows it. */
export async function checkMargin(page, tell) {
  const wrong = await page.evaluate(async () => {
    const notes = [...document.querySelectorAll(".report .notes .note")];
    const others = [...document.querySelectorAll(".report :is(.title, .passage, section:not(.notes), .neighbours), .colophon")];
    const frame = () => new Promise((done) => { requestAnimationFrame(done); });
    // In the first the change is seen, in the second the notes are placed, in the third it is done.
    const drawn = async () => { for (let n = 0; n < 3; n += 1) await frame(); };
    const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    const look = (when) => {
      const places = [...notes, ...others].map((element) => [element, element.getBoundingClientRect()]);
      return places.slice(0, notes.length).flatMap(([note, here], n) => places.slice(n + 1)
        .filter(([, there]) => overlap(here, there))
        .map(([on]) => `${note.querySelector(".note-body").id} stands on ${on.className || on.localName}${when}`));
    };
    // In the margin each stands in the order of the text, no further from its passage than half a screen.
    const aligned = document.querySelector(".aligned") ? notes.filter((note) => note.closest(".text") && !note.hidden) : [];
    let above = -Infinity;
    const far = aligned.flatMap((note) => {
      const slug = note.querySelector(".note-body").id;
      const { top } = note.getBoundingClientRect();
      const drift = top - document.querySelector(`mark[data-notes~="${slug}"]`).getClientRects()[0].top;
      const order = top >= above;
      above = top;
      if (!order) return [`${slug} stands before a note that comes earlier in the text`];
      return Math.abs(drift) > innerHeight / 2 ? [`${slug} stands ${Math.round(drift)} px from its passage`] : [];
    });
    const closed = notes.filter((note) => !note.open);
    const folded = look("");
    closed.forEach((note) => { note.open = true; });
    await drawn();
    const unfolded = look(", once all are unfolded");
    closed.forEach((note) => { note.open = false; });
    await drawn();
    return [...folded, ...unfolded, ...far];
  });
  wrong.slice(0, 3).forEach(tell);
}
