/// The sections of a lesson, and which of them is read: the last whose heading stands above a line at 30 % of the window.
const sectionLinks = new Map([...document.querySelectorAll(".contents .sections a")].map((link) =>
  [decodeURIComponent(link.hash.slice(1)), link]));
const sectionHeadings = [...document.querySelectorAll("main h2[id]")].filter((heading) => sectionLinks.has(heading.id));
/** @type {((anchor: string) => void)[]} */
const whenSectionChanges = [];
if (sectionHeadings.length > 0) {
  let marked = "";
  let isDue = false;
  const mark = () => {
    isDue = false;
    const line = window.innerHeight * 0.3;
    const above = sectionHeadings.filter((heading) => heading.getBoundingClientRect().top <= line);
    const current = above.length > 0 ? above.at(-1).id : "";
    if (current === marked) return;
    marked = current;
    sectionLinks.forEach((link, anchor) =>
      anchor === current ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
    whenSectionChanges.forEach((act) => act(current));
  };
  const markSoon = () => {
    if (isDue) return;
    isDue = true;
    window.requestAnimationFrame(mark);
  };
  window.addEventListener("scroll", markSoon, { passive: true });
  window.addEventListener("resize", markSoon);
  // A picture that comes late moves what is below it.
  new ResizeObserver(markSoon).observe(document.body);
  markSoon();
}
