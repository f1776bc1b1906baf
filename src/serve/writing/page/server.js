// Asks the server, which answers those who know the token of its pages.

const { token } = document.querySelector("script[data-token]").dataset;

/** What the server answers; where it does not do what is asked, with `refused` and `help`. */
export const ask = async (action, body = {}) => {
  try {
    const response = await fetch(`/.sidenote/write/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-sidenote-token": token },
      body: JSON.stringify(body),
    });
    if ((response.headers.get("content-type") ?? "").startsWith("application/json")) return await response.json();
    return { refused: (await response.text()).trim() || "the server did not answer", help: [] };
  } catch {
    return { refused: "the server does not answer", help: ["Is `sidenote serve` still running?"] };
  }
};
