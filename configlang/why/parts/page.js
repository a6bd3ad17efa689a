"use strict";
// The page is whole without this; it adds the filter alone.
(() => {
  const form = document.getElementById("filter");
  const name = document.getElementById("filter-name");
  const set = document.getElementById("filter-set");
  const found = document.getElementById("filter-found");
  const count = document.getElementById("filter-count");
  const bodies = [...document.querySelectorAll(".grid tbody")];
  const rows = [...document.querySelectorAll(".grid tr[data-name]")];

  const filter = () => {
    const wanted = name.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const isMeant =
        row.dataset.name.includes(wanted) &&
        (!set.checked || "set" in row.dataset) &&
        (!found.checked || "found" in row.dataset);
      row.hidden = !isMeant;
      shown += Number(isMeant);
    }
    for (const body of bodies) {
      body.hidden = !body.querySelector("tr[data-name]:not([hidden])");
    }
    count.textContent =
      shown === rows.length ? `${shown} fields` : `${shown} of ${rows.length} fields`;
  };

  // A link to a field that the filter hides shows it again.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && rows.includes(target) && (target.hidden || target.parentElement.hidden)) {
      form.reset();
      filter();
      target.scrollIntoView();
    }
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  form.hidden = false;
  // A browser may keep what was typed before.
  filter();
})();
