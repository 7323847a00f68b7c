/* A file that is too heavy is said before it leaves: <form data-weight="20971520"> with a line [data-too-heavy]. */
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-weight]")) {
    const said = form.querySelector("[data-too-heavy]"), file = form.querySelector("input[type=file]");
    const heavy = () => [...file.files].some((one) => one.size > Number(form.dataset.weight));
    const say = () => { said.hidden = !heavy(); file.setAttribute("aria-invalid", heavy()); return heavy(); };
    file.addEventListener("change", say);
    form.addEventListener("submit", (event) => { if (say()) { event.preventDefault(); file.focus(); } });
  }
})();
