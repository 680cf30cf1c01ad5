/// Text as it is searched, letter by letter: small, and with the signs of a keyboard, so that `3x3` finds 3×3, `-1`
/// finds −1, and a phone's curled quotes find straight ones.
/** @type {(text: string) => string} */
const searched = (text) => text.toLowerCase().replaceAll("×", "x").replace(/[−–]/gu, "-").replace(/[‘’]/gu, "'")
  .replace(/[“”]/gu, '"');
/// The words that are looked for, each in British and in American spelling.
/** @type {(query: string) => RegExp[]} */
const wordsIn = (query) => searched(query).split(/\s+/u).filter(Boolean).map((word) => new RegExp(word
  .replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&").replace(/(col|behavi|neighb)ou?r/gu, "$1ou?r").replace(/gr[ae]y/gu, "gr[ae]y")
  .replace(/cent(?:er|re)/gu, "cent(?:er|re)").replace(/i[sz](?=[ae]|ing|$)/gu, "i[sz]"), "u"));

/// Search through all lessons, in the index that lies beside each.
/** @type {(query: string, index: SearchIndex) => Finding[]} */
const findSections = (query, index) => {
  const words = wordsIn(query);
  if (words.length === 0) return [];
  /** @type {Finding[]} */
  const findings = [];
  for (const [name, title, sections] of index) {
    for (const [anchor, heading, text] of sections) {
      const [top, body] = [searched(heading || title), searched(text)];
      if (words.every((word) => word.test(top) || word.test(body))) {
        const weight = words.filter((word) => word.test(top)).length;
        findings.push({ name, title, anchor, heading: heading || title, text, weight });
      }
    }
  }
  return findings.sort((one, other) => other.weight - one.weight);
};

/// The words around the first that is looked for, it and its like marked.
/** @type {(text: string, query: string) => Child[]} */
const excerpt = (text, query) => {
  const words = wordsIn(query);
  const plain = searched(text);
  const places = words.map((word) => plain.search(word)).filter((place) => place >= 0);
  const first = places.length > 0 ? Math.min(...places) : 0;
  const from = first < 60 ? 0 : text.indexOf(" ", first - 60) + 1;
  // Every second part is one that is looked for.
  const parts = plain.slice(from, from + 180).split(new RegExp(`(${words.map(({ source }) => source).join("|")})`, "gu"));
  let end = from;
  const marked = parts.map((piece, index) => {
    end += piece.length;
    const shown = text.slice(end - piece.length, end);
    return index % 2 === 1 ? make("mark", {}, shown) : shown;
  });
  return [from > 0 ? "… " : "", ...marked, from + 180 < text.length ? " …" : ""];
};

const searchField = make("input", { type: "search", "aria-label": "Search all lessons",
  placeholder: "Search all lessons" });
const searchCount = make("p", { class: "count", role: "status" });
const searchResults = make("ol", {});
const searchDialog = make("dialog", { class: "search", "aria-label": "Search" }, searchField, searchCount, searchResults);
const showFindings = () => {
  const index = window.patchworkIndex;
  if (!index) return;
  const query = searchField.value.trim();
  const findings = findSections(query, [...index].sort(([one], [other]) => (one < other ? -1 : 1)));
  const count = findings.length === 1 ? "1 section" : `${findings.length} sections`;
  searchCount.textContent = !query ? "" : findings.length === 0 ? "Nothing found."
    : count + (findings.length > 30 ? "; the first 30:" : "");
  searchResults.replaceChildren(...findings.slice(0, 30).map(({ name, title, anchor, heading, text }) => {
    const where = heading === title ? title : `${heading} · ${title}`;
    return make("li", {}, make("a", { href: `${root}${name}/index.html#${anchor}` }, where,
      make("span", { class: "found" }, ...excerpt(text, query))));
  }));
};
const openSearch = () => {
  if (searchDialog.open) return;
  searchDialog.showModal();
  searchField.focus();
  if (window.patchworkIndex) return;
  window.patchworkIndex = [];
  for (const name of (document.documentElement.dataset.lessons ?? "").split(" ").filter(Boolean)) {
    const script = make("script", { src: `${root}${name}/search.js` });
    script.addEventListener("load", showFindings);
    document.head.append(script);
  }
};
searchField.addEventListener("input", showFindings);
// Else the first Escape only empties the field.
searchField.addEventListener("keydown", ({ key }) => { if (key === "Escape") searchDialog.close(); });
searchDialog.addEventListener("click", (event) => {
  const isLink = event.target instanceof Element && event.target.closest("a");
  if (isLink || event.target === searchDialog) searchDialog.close();
});
document.body.append(searchDialog);
const searchButton = make("button", { type: "button", title: "Search all lessons (/)" }, "Search");
searchButton.addEventListener("click", openSearch);
tools.prepend(searchButton);
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || !isAlone(event)) return;
  if (event.target instanceof Element && event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  openSearch();
});
