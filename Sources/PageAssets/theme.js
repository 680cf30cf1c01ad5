{
  let kept = null;
  try { kept = localStorage.getItem("patchwork-theme"); } catch { /* Nothing is kept. */ }
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
}
