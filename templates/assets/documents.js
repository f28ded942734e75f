// Choose rows of the table of documents by words, kind, status and owner. What is chosen stands behind `#` in the
// address, so that it can be linked to. Without this script, the whole table shows.
(function () {
  "use strict";

  const NAMES = ["words", "kind", "status", "owner"];
  const PAUSE = 250; // milliseconds after the last key before the address follows
  let apply = null;

  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function texts(row) {
    return plain(Array.from(row.cells, (cell) => cell.textContent).join(" "));
  }

  function start() {
    const form = document.querySelector("form.sms-filter");
    apply = null;
    if (!form) return;
    const rows = Array.from(document.querySelectorAll(".sms-documents tbody tr"), (row) => ({
      row,
      text: texts(row),
    }));
    const count = document.querySelector(".sms-count");
    const every = count.textContent;
    let waiting = 0;

    function show() {
      const words = plain(form.elements.words.value).split(/\s+/).filter(Boolean);
      const chosen = NAMES.slice(1).filter((name) => form.elements[name].value);
      let shown = 0;
      for (const { row, text } of rows) {
        const fits =
          chosen.every((name) => row.dataset[name] === form.elements[name].value) &&
          words.every((word) => text.includes(word));
        if (row.hidden === fits) row.hidden = !fits;
        shown += fits;
      }
      const said = shown === rows.length ? every : `${shown} of ${every}`;
      if (count.textContent !== said) count.textContent = said;
    }

    function write() {
      if (!form.isConnected) return; // another page has come
      const state = new URLSearchParams();
      for (const name of NAMES) {
        if (form.elements[name].value.trim()) state.set(name, form.elements[name].value.trim());
      }
      const hash = state.toString();
      try {
        history.replaceState(history.state, "", location.href.split("#")[0] + (hash ? `#${hash}` : ""));
      } catch {
        // some browsers refuse this for files; the table is filtered all the same
      }
    }

    function changed() {
      show();
      clearTimeout(waiting);
      waiting = setTimeout(write, PAUSE);
    }

    apply = function () {
      const state = new URLSearchParams(location.hash.slice(1));
      for (const name of NAMES) {
        const field = form.elements[name];
        field.value = state.get(name) || "";
        if (field.selectedIndex === -1) field.value = "";
      }
      show();
    };

    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(changed));
    form.hidden = false;
    apply();
  }

  window.addEventListener("hashchange", () => apply && apply());
  if (window.document$) {
    window.document$.subscribe(start); // the theme may change pages without loading them anew
  } else if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
