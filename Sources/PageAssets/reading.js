/// What goes on beyond its edge shows it, and can be moved by keys.
const scrollable = "pre, .scroll, .framed, math[display=block], .inquiry .grid, .recorded .means";
/** @type {(scroller: Element) => void} */
const showScrolling = (scroller) => {
  const style = getComputedStyle(scroller);
  const hidden = scroller.scrollWidth - scroller.clientWidth;
  const scrolls = hidden > 0 && style.overflowX !== "visible";
  // What is hidden may be nothing but the room beside the text.
  const showsAll = scroller.scrollLeft >= hidden - Number.parseFloat(style.paddingRight) - 2;
  scroller.classList.toggle("scrolls", scrolls);
  scroller.classList.toggle("ended", scrolls && showsAll);
  if (scrolls) scroller.setAttribute("tabindex", "0"); else scroller.removeAttribute("tabindex");
};
const showAllScrolling = () => document.querySelectorAll(scrollable).forEach(showScrolling);
document.addEventListener("scroll", ({ target }) => {
  if (target instanceof Element && target.matches(scrollable)) showScrolling(target);
}, { capture: true, passive: true });
window.addEventListener("resize", showAllScrolling);
// Widgets are there by then.
window.addEventListener("load", showAllScrolling);
showAllScrolling();

/// Code and commands are copied with a button.
/** @type {(code: HTMLElement) => HTMLButtonElement} */
const copyButton = (code) => {
  const button = make("button", { type: "button", class: "copy" }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent ?? "");
      button.textContent = "Copied";
    } catch {
      // A page from a file may not: the reader's own keys can.
      const selection = getSelection();
      if (selection) selection.selectAllChildren(code);
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  return button;
};
document.querySelectorAll("pre.code").forEach((code) => {
  const frame = make("div", { class: "copied" });
  code.before(frame);
  // For the mouse: with a stop at each block, the way through the page would be twice as long.
  const button = copyButton(code);
  button.setAttribute("tabindex", -1);
  frame.append(code, button);
});
document.querySelectorAll("code.command, .command code").forEach((code) => {
  const frame = make("span", { class: "whole" });
  code.before(frame);
  frame.append(code, copyButton(code));
});

/// A figure opens large.
document.querySelectorAll("a.drawing").forEach((drawing) => drawing.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const copy = drawing.cloneNode(true);
  const close = make("button", {}, "Close");
  const dialog = make("dialog", { class: "large", "aria-label": "Figure",
    style: drawing.closest("figure")?.getAttribute("style") }, make("form", { method: "dialog" }, close), copy);
  copy.addEventListener("click", (click) => {
    click.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}));

/// The meaning of a term stands beside it while it is pointed at or has the focus.
const meaning = make("div", { class: "meaning", id: "meaning", role: "tooltip", hidden: "" });
const hideMeaning = () => {
  meaning.hidden = true;
  const described = document.querySelector(".term[aria-describedby]");
  if (described) described.removeAttribute("aria-describedby");
};
/** @type {(term: HTMLElement) => void} */
const showMeaning = (term) => {
  hideMeaning();
  meaning.textContent = term.dataset.meaning ?? "";
  meaning.hidden = false;
  term.setAttribute("aria-describedby", "meaning");
  const place = term.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - meaning.offsetWidth - 8));
  const isRoomBelow = place.bottom + meaning.offsetHeight + 8 < window.innerHeight;
  const top = isRoomBelow ? place.bottom + 4 : place.top - meaning.offsetHeight - 4;
  meaning.style.left = `${left + window.scrollX}px`;
  meaning.style.top = `${top + window.scrollY}px`;
};
const terms = [...document.querySelectorAll("a.term")];
if (terms.length > 0) {
  document.body.append(meaning);
  /** @type {(event: PointerEvent) => boolean} */
  const staysOn = (event) => event.relatedTarget instanceof Node
    && (meaning.contains(event.relatedTarget) || terms.some((term) => term === event.relatedTarget));
  for (const term of terms) {
    term.addEventListener("pointerenter", () => showMeaning(term));
    term.addEventListener("pointerleave", (event) => { if (!staysOn(event)) hideMeaning(); });
    term.addEventListener("focus", () => showMeaning(term));
    term.addEventListener("blur", hideMeaning);
    term.addEventListener("click", (event) => {
      // Without a mouse, a tap says what the term means; not every browser gives it the focus.
      if (!window.matchMedia("(hover: none)").matches) return;
      event.preventDefault();
      showMeaning(term);
    });
  }
  meaning.addEventListener("pointerleave", (event) => { if (!staysOn(event)) hideMeaning(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideMeaning(); });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!(target instanceof Node && meaning.contains(target))) hideMeaning();
  });
}
