const links = new Map([...document.querySelectorAll(".contents nav a")].map((link) => [link.hash.slice(1), link]));
if (links.size && "IntersectionObserver" in window) {
  /** @type {(id: string) => void} */
  const mark = (id) => links.forEach((link, anchor) =>
    anchor === id ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
  const observer = new IntersectionObserver((entries) => {
    const seen = entries.find((entry) => entry.isIntersecting);
    if (seen) mark(decodeURIComponent(seen.target.id));
  }, { rootMargin: "0px 0px -70% 0px" });
  document.querySelectorAll("main h2[id]").forEach((heading) => observer.observe(heading));
}
