/// A page of `course read`: it asks `reading.js` beside it, again and again, how the lesson stands, and renews itself
/// where the reader is.
{
  const own = Number(document.currentScript?.dataset.run);
  const place = "patchwork-place";
  const headings = [...document.querySelectorAll("main [id]")];
  const report = document.createElement("pre");
  report.className = "complaint";
  report.setAttribute("role", "alert");
  const renew = () => {
    const above = headings.filter((heading) => heading.getBoundingClientRect().top <= 100);
    const near = above.length > 0 ? above[above.length - 1] : null;
    const offset = near ? near.getBoundingClientRect().top : 0;
    try {
      sessionStorage.setItem(place, JSON.stringify({ id: near ? near.id : "", offset, y: window.scrollY }));
    } catch { /* Nothing is kept. */ }
    location.reload();
  };
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
    sessionStorage.removeItem(place);
  } catch { /* Nothing is kept, or it is damaged. */ }
  if (kept) {
    const { id, offset, y } = kept;
    history.scrollRestoration = "manual";
    window.addEventListener("load", () => {
      const near = id && document.getElementById(id);
      const top = near ? window.scrollY + near.getBoundingClientRect().top - offset : y;
      document.documentElement.style.scrollBehavior = "auto";
      window.scrollTo(window.scrollX, top);
    });
  }
  window.patchworkReading = ({ run, complaint }) => {
    if (run !== own) return renew();
    if (!complaint) return report.remove();
    // What is put there anew is read out anew, and loses what is selected in it.
    if (report.textContent !== complaint) report.textContent = complaint;
    if (!report.isConnected) document.body.append(report);
    return undefined;
  };
  let asked = 0;
  const ask = () => {
    const question = document.createElement("script");
    asked += 1;
    question.src = `reading.js?${asked}`;
    const askAgain = () => {
      question.remove();
      setTimeout(ask, 300);
    };
    question.addEventListener("load", askAgain);
    question.addEventListener("error", askAgain);
    document.head.append(question);
  };
  ask();
}
