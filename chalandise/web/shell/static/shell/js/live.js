/* The live session: the timer ticks between two looks at the server, and a phone on which nothing is typed follows the room. */
(() => {
  "use strict";
  const begun = document.querySelector("[data-live]")?.dataset; // who came back to another shop stays there
  const follows = begun && begun.now === begun.shop;
  let end = null;
  const tick = () => {
    const place = document.querySelector("[data-left]");
    if (!place || end === null) return;
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    if (left) place.querySelector("[data-clock]").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  };
  const look = () => {
    const place = document.querySelector("[data-left]"), live = document.querySelector("[data-live]");
    end = place ? performance.now() + 1000 * Number(place.dataset.left) : null;
    tick();
    if (!follows || !live?.dataset.now || live.dataset.now === live.dataset.shop) return;
    const typed = document.querySelector("form[data-draft] textarea");
    if (typed && !typed.value.trim() && document.activeElement !== typed) location.assign(live.dataset.next);
  };
  document.addEventListener("htmx:afterSettle", look);
  setInterval(tick, 1000);
  look();
})();
