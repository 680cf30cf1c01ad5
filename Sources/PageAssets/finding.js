/// What the browser remembers of a reader: light or dark, and where they are in each lesson.
/** @type {(name: string) => string | null} */
const remembered = (name) => {
  try { return localStorage.getItem(`patchwork-${name}`); } catch { return null; }
};
/** @type {(name: string, value: string) => void} */
const remember = (name, value) => {
  try { localStorage.setItem(`patchwork-${name}`, value); } catch { /* Nothing is kept. */ }
};

const { root = "", lesson } = document.documentElement.dataset;
const tools = make("div", { class: "tools" });
const bar = document.querySelector(".masthead");
if (bar) bar.append(tools);

/// Light and dark.
const wantsDark = window.matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (wantsDark.matches ? "dark" : "light")) === "dark";
const theme = make("button", { type: "button", class: "theme" });
const nameTheme = () => {
  theme.textContent = isDark() ? "Light" : "Dark";
  theme.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
};
theme.addEventListener("click", () => {
  const chosen = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = chosen;
  remember("theme", chosen);
  nameTheme();
});
wantsDark.addEventListener("change", nameTheme);
nameTheme();
tools.append(theme);

/// Where the reader is: for each lesson its section, and whether its last section has been seen. What was kept may be
/// damaged.
/** @type {() => Progress} */
const readProgress = () => {
  try { return { ...JSON.parse(remembered("progress") ?? "{}") }; } catch { return {}; }
};
/// Ticks the lessons that have been read, and lets the contents begin where the reader left off.
const showProgress = () => {
  const progress = readProgress();
  document.querySelectorAll("[data-lesson]").forEach((item) => {
    item.classList.toggle("read", Boolean(progress[item.dataset.lesson ?? ""]?.isRead));
  });
  const start = document.querySelector("a.start");
  const last = progress.last && document.querySelector(`.lessons [data-lesson="${CSS.escape(progress.last)}"] a`);
  if (!start || !last) return;
  const section = progress[progress.last]?.section;
  start.setAttribute("href", last.getAttribute("href") + (section ? `#${section}` : ""));
  start.textContent = `Go on with ${last.querySelector(".eyebrow")?.textContent?.toLowerCase()}`;
};
showProgress();
if (lesson) {
  const before = readProgress()[lesson]?.section;
  const heading = sectionHeadings.find(({ id }) => id === before);
  if (heading && !location.hash && sectionHeadings[0] !== heading) {
    const title = (heading.firstChild?.textContent ?? "").trim();
    const extent = document.querySelector(".extent");
    if (extent) extent.append(" · ", make("a", { href: `#${heading.id}` }, `Go on at “${title}”`));
  }
  whenSectionChanges.push((anchor) => {
    if (!anchor) return;
    const known = readProgress();
    const isRead = known[lesson]?.isRead || anchor === sectionHeadings.at(-1).id;
    known[lesson] = { section: anchor, isRead };
    remember("progress", JSON.stringify({ ...known, last: lesson }));
  });
}

// What was chosen or read on another page holds on this one, too, when the reader comes back to it.
for (const event of ["pageshow", "storage"]) {
  window.addEventListener(event, () => {
    const chosen = remembered("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
    nameTheme();
    showProgress();
  });
}

/// Left and right lead to the lessons before and after, unless something has the focus that takes them.
document.addEventListener("keydown", (event) => {
  if (!isAlone(event) || event.shiftKey || event.defaultPrevented) return;
  const takesKeys = "input, select, textarea, dialog, figure button, [tabindex], [role=grid]";
  if (event.target instanceof Element && event.target.closest(takesKeys)) return;
  const relation = event.key === "ArrowLeft" ? "prev" : event.key === "ArrowRight" ? "next" : "";
  const link = relation && document.querySelector(`.masthead a[rel=${relation}]`);
  if (link) link.click();
});

/// On a phone, the contents close when a section has been chosen; in them, the section that is read is in view, and
/// those about it.
const contents = document.querySelector(".contents");
if (contents) {
  contents.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a") && contents.matches(":popover-open")) {
      contents.hidePopover();
    }
  });
  whenSectionChanges.push(() => {
    const link = contents.querySelector(".sections [aria-current]");
    if (!link || contents.scrollHeight <= contents.clientHeight) return;
    const [inner, outer] = [link.getBoundingClientRect(), contents.getBoundingClientRect()];
    const edge = contents.clientHeight / 8;
    if (inner.top < outer.top + edge || inner.bottom > outer.bottom - edge) {
      contents.scrollTop += inner.top - outer.top - contents.clientHeight / 3;
    }
  });
}
