// Reloads the page when the briefing has changed, and lists what is wrong with it. Only
// `sidenote serve` puts this script into pages; what is published has no trace of it.
(function () {
  "use strict";

  var script = document.currentScript;
  var version = script.dataset.version;
  var isListed = script.hasAttribute("data-listed");
  var events = null;
  var panel = null;
  var shown = "";

  function connect() {
    if (events) return;
    events = new EventSource("/.sidenote/events");
    events.onmessage = function (event) {
      var state = JSON.parse(event.data);
      if (state.version !== version) {
        location.reload();
      } else if (!isListed) {
        show(state.problems);
      }
    };
    events.onerror = function () {
      // The browser tries again by itself, unless it has given up.
      if (events && events.readyState === EventSource.CLOSED) {
        disconnect();
        setTimeout(connect, 1000);
      }
    };
  }

  // A browser has few connections to one server: pages that nobody sees give theirs up.
  function disconnect() {
    if (events) events.close();
    events = null;
  }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function show(problems) {
    var text = JSON.stringify(problems);
    if (text === shown) return;
    shown = text;
    if (panel) panel.remove();
    panel = null;
    if (problems.list.length === 0) return;

    var errors = problems.list.filter(function (one) { return one.severity === "error"; });
    var count = problems.list.length + problems.more;
    // A shadow root keeps the page's styles out, and these in.
    panel = element("div");
    var root = panel.attachShadow({ mode: "open" });
    var style = element("link");
    style.rel = "stylesheet";
    style.href = "/.sidenote/serve.css";
    root.append(style);

    var details = element("details", "", "panel");
    details.open = errors.length > 0;
    details.append(element("summary", errors.length > 0
      ? "This page is the last good one: the briefing has errors (" + count + ")"
      : "Warnings: " + count));
    var list = element("ol");
    problems.list.forEach(function (problem) {
      var item = element("li", "", problem.severity);
      var first = element("p");
      if (problem.place) first.append(element("code", problem.place), " ");
      first.append(element("b", problem.severity));
      if (problem.code) first.append(" " + problem.code);
      item.append(first, element("p", problem.message, "message"));
      problem.help.forEach(function (help) { item.append(element("p", help, "help")); });
      list.append(item);
    });
    if (problems.more > 0) {
      list.append(element("li", "and " + problems.more + " more, in the terminal"));
    }
    details.append(list);
    // What is put in now is read out by screen readers.
    var live = element("div");
    live.setAttribute("role", errors.length > 0 ? "alert" : "status");
    root.append(live);
    document.body.append(panel);
    live.append(details);
  }

  function follow() {
    if (document.visibilityState === "hidden") disconnect();
    else connect();
  }

  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", follow);
  follow();
})();
