// 长者模式: large type and strong contrast, kept on this device alone. Runs before the page is painted, so that nothing jumps.
(() => {
  const KEY = "gongshi-elder";
  const root = document.documentElement;
  let on = false;
  try { on = localStorage.getItem(KEY) === "on"; } catch { /* the browser keeps nothing: the mode lasts as long as the page */ }
  root.classList.toggle("gs-elder", on);
  root.classList.add("gs-script"); // what script puts in later has its room from the beginning
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-elder]");
    if (!button) return;
    button.hidden = false;
    button.setAttribute("aria-pressed", String(on));
    button.addEventListener("click", () => {
      on = !on;
      root.classList.toggle("gs-elder", on);
      button.setAttribute("aria-pressed", String(on));
      try { localStorage.setItem(KEY, on ? "on" : "off"); } catch { /* as above */ }
    });
  });
})();
