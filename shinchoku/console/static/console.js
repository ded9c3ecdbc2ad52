// The console's own script: it only adds to pages that work without it.
// No inline handlers, no evaluation, no other host. Words come from data attributes of <body>.
(() => {
  "use strict";

  const root = document.documentElement;
  const words = document.body.dataset;
  const OFF = "shinchoku-shortcuts-off";
  root.dataset.js = "";

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const stored = (read) => { try { return read(window.localStorage); } catch { return null; } };

  // ---- What is said to screen readers ----------------------------------------------------------
  const announcer = document.getElementById("announcer");
  const say = (text) => {
    announcer.textContent = "";
    window.setTimeout(() => { announcer.textContent = text || ""; }, 60);
  };

  // ---- Keyboard shortcuts: single letters, which can be turned off (WCAG 2.1.4) ----------------
  const dialog = document.getElementById("shortcuts");
  const openShortcuts = () => { if (!dialog.open) dialog.showModal(); };
  const shortcutsOn = () => stored((store) => store.getItem(OFF)) !== "1";
  const rows = () => all("[data-row]").filter((row) => row.offsetParent !== null);
  let waitingForPage = 0;

  const typing = (target) => target.isContentEditable
    || Boolean(target.closest("textarea, select, dialog[open], input:not([type=checkbox], [type=radio], [type=button], [type=submit])"));

  const selectRow = (row) => {
    all("[data-row][data-selected]").forEach((one) => { delete one.dataset.selected; });
    row.dataset.selected = "";
    const target = row.querySelector("[data-open]") || row.querySelector("a[href]") || row.querySelector("input, button") || row;
    if (target === row) row.tabIndex = -1;
    target.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  const selectedRow = () => document.querySelector("[data-row][data-selected]");

  const moveBy = (step) => {
    const list = rows();
    if (!list.length) return;
    const at = list.indexOf(document.activeElement.closest("[data-row]") || selectedRow());
    selectRow(list[Math.min(Math.max(at < 0 ? 0 : at + step, 0), list.length - 1)]);
  };

  const goTo = (letter) => {
    const link = document.querySelector(`a[data-shortcut="${CSS.escape(letter)}"]`);
    if (link) window.location.assign(link.href);
    return Boolean(link);
  };

  // A link is followed; a panel that unfolds is opened, and what is to be written has the focus.
  const actBy = (key) => {
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return;
    if (target.tagName !== "DETAILS") { target.click(); return; }
    target.open = true;
    const field = target.querySelector("textarea, input:not([type=hidden]), select, button");
    if (field) { field.focus(); field.scrollIntoView({ block: "nearest" }); }
  };

  const SINGLE = {
    "?": openShortcuts,
    j: () => moveBy(1),
    k: () => moveBy(-1),
    g: () => { waitingForPage = Date.now(); },
    "/": () => {
      const form = document.querySelector("[data-filter]");
      const field = form && (form.querySelector("input[type=search]") || form.querySelector("select, input:not([type=hidden])"));
      if (field) field.focus();
    },
    x: () => {
      const row = selectedRow();
      const box = row && row.querySelector("input[type=checkbox]");
      if (box) box.click();
    },
    ...Object.fromEntries([..."nprw"].map((key) => [key, () => actBy(key)])),
    Enter: () => {
      const row = selectedRow();
      const link = row && (row.querySelector("[data-open]") || row.querySelector("a[href]"));
      if (link) link.click();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (!shortcutsOn() || typing(event.target)) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary, input")) return;
    const second = Date.now() - waitingForPage < 1500;
    waitingForPage = 0;
    if (second && goTo(event.key)) {
      event.preventDefault();
    } else if (Object.hasOwn(SINGLE, event.key)) {
      event.preventDefault();
      SINGLE[event.key]();
    }
  });

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || "selected" in row.dataset) return;
    all("[data-row][data-selected]").forEach((one) => { delete one.dataset.selected; });
    row.dataset.selected = "";
  });

  // ---- Ticking rows ----------------------------------------------------------------------------
  const ticks = (name) => all(`input[type=checkbox][name="${CSS.escape(name)}"]`);

  const showTicks = () => {
    for (const head of all("[data-select-all]")) {
      const boxes = ticks(head.dataset.selectAll);
      const ticked = boxes.filter((box) => box.checked).length;
      head.checked = boxes.length > 0 && ticked === boxes.length;
      head.indeterminate = ticked > 0 && ticked < boxes.length;
      for (const box of boxes) box.closest("tr, [data-row]")?.toggleAttribute("data-ticked", box.checked);
    }
    for (const count of all("[data-selected-count]")) {
      const form = document.getElementById(count.dataset.selectedCount);
      const fields = form ? [...form.elements] : [];
      const shown = String(fields.filter((box) => box.checked && box.closest("[data-row], tbody")).length);
      if (count.textContent !== shown) count.textContent = shown;
      count.closest("[data-bulk]")?.toggleAttribute("data-any", shown !== "0");
    }
  };

  document.addEventListener("change", (event) => {
    const head = event.target.closest("[data-select-all]");
    if (head) ticks(head.dataset.selectAll).forEach((box) => { box.checked = head.checked; });
    if (event.target.matches("input[type=checkbox]")) showTicks();
    if (event.target.matches("[data-shortcuts-on]")) {
      const on = event.target.checked;
      stored((store) => (on ? store.removeItem(OFF) : store.setItem(OFF, "1")));
    }
    if (event.target.matches("[data-drop] input[type=file]")) showFiles(event.target);
  });

  // ---- Files dropped on a field ----------------------------------------------------------------
  const showFiles = (input) => {
    const place = input.closest("[data-drop]").querySelector("[data-drop-names]");
    place.textContent = input.files.length > 1 ? [...input.files].map((file) => file.name).join("、") : "";
  };

  const dropOf = (event) => event.target instanceof Element && event.target.closest("[data-drop]");

  document.addEventListener("dragover", (event) => {
    const drop = dropOf(event);
    if (!drop || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.dataset.over = "";
  });

  document.addEventListener("dragleave", (event) => {
    const drop = dropOf(event);
    if (drop && !drop.contains(event.relatedTarget)) delete drop.dataset.over;
  });

  document.addEventListener("drop", (event) => {
    const drop = dropOf(event);
    if (!drop || !event.dataTransfer.files.length) return;
    event.preventDefault();
    delete drop.dataset.over;
    const input = drop.querySelector("input[type=file]");
    if (event.dataTransfer.files.length > 1 && !input.multiple) {
      drop.querySelector("[data-drop-names]").textContent = words.droppedMany;
      return;
    }
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });

  // ---- A form is sent once ---------------------------------------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "repeatable" in form.dataset) return;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    window.setTimeout(() => {
      if (event.defaultPrevented && !form.closest("[data-hx-post], [hx-post]")) return;
      form.setAttribute("aria-busy", "true");
      event.submitter?.setAttribute("aria-busy", "true");
    });
  }, true);

  const free = (within) => all("[aria-busy=true]", within).forEach((one) => one.removeAttribute("aria-busy"));
  window.addEventListener("pageshow", () => { free(document); showTicks(); });

  // ---- The cell in question is in view when its page opens ----------------------------------------
  const showCell = () => {
    const cell = document.getElementById("marked-cell");
    const pane = cell && cell.closest(".sheet-wrap");
    if (!pane || window.location.hash) return;
    const [inner, outer] = [cell.getBoundingClientRect(), pane.getBoundingClientRect()];
    pane.scrollTop += inner.top - outer.top - (pane.clientHeight - Math.min(inner.height, pane.clientHeight)) / 2;
    pane.scrollLeft += inner.left - outer.left - (pane.clientWidth - Math.min(inner.width, pane.clientWidth)) / 2;
    const shown = cell.getBoundingClientRect();
    if (shown.bottom > window.innerHeight) window.scrollBy({ top: shown.bottom - window.innerHeight + 12, behavior: "instant" });
  };
  showCell();

  // ---- Links and dialogs -----------------------------------------------------------------------
  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, className: "visually-hidden" });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy"); // a closed network may serve plain HTTP, where the clipboard is shut
    area.remove();
    if (!done) throw new Error("copy");
    return undefined;
  };

  document.addEventListener("click", async (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-opens=shortcuts]")) {
      event.preventDefault();
      openShortcuts();
    }
    if (event.target === dialog) dialog.close();
    if (event.target.closest("[data-print]")) window.print();
    all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    try {
      await copy(new URL(button.dataset.copy, window.location.href).href);
      button.dataset.done = "";
      window.setTimeout(() => { delete button.dataset.done; }, 2000);
      say(words.copied);
    } catch {
      say(words.notCopied);
    }
    button.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target instanceof Element && event.target.closest("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // ---- Pieces that htmx swaps: keep the focus, say what changed --------------------------------
  const settle = (part) => {
    showTicks();
    markScrollers(part);
    const wanted = part.matches("[data-focus]") ? part : part.querySelector("[data-focus], [autofocus]");
    if (wanted) wanted.focus();
  };

  // What renews itself speaks only when it has something else to say.
  const isQuiet = (event) => Boolean(event.detail.elt.closest("[data-quiet]"));
  let renewed = "";

  document.body.addEventListener("htmx:beforeRequest", (event) => { if (!isQuiet(event)) say(words.loading); });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const part = document.getElementById(event.detail.target.id) || event.detail.elt;
    settle(part);
    const told = part.matches("[data-announce]") ? part : part.querySelector("[data-announce]");
    if (part.matches("#push-state, #catalogue-list")) {
      if (told && told.dataset.announce !== renewed) { renewed = told.dataset.announce; say(renewed); }
      return;
    }
    say(told ? told.dataset.announce : words.updated);
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    free(document);
    event.detail.elt.removeAttribute("aria-busy");
  });
  for (const failed of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.body.addEventListener(failed, (event) => { if (!isQuiet(event)) say(words.failed); });
  }

  // ---- Tables that are wider than the screen are reached by the keyboard ------------------------
  const markScrollers = (within = document) => {
    for (const wrap of all("[data-scroller]", within)) {
      const wider = wrap.scrollWidth > wrap.clientWidth + 1 && getComputedStyle(wrap).overflowX !== "visible";
      if (!wider) { wrap.removeAttribute("tabindex"); wrap.removeAttribute("role"); wrap.removeAttribute("aria-label"); continue; }
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "region");
      wrap.setAttribute("aria-label", wrap.querySelector("caption")?.textContent || "");
    }
  };
  window.addEventListener("resize", () => markScrollers());

  // ---- At the start ----------------------------------------------------------------------------
  const box = document.querySelector("[data-shortcuts-on]");
  if (box) box.checked = shortcutsOn();
  if (window.location.hash === "#shortcuts") openShortcuts();
  markScrollers();
  showTicks();
  document.querySelector("[data-focus]")?.focus();
})();
