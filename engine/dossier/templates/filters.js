"use strict";
for (const box of document.querySelectorAll(".filters")) {
  const id = box.dataset.table, table = document.getElementById(id);
  const text = document.getElementById(id + "-text"), state = document.getElementById(id + "-state");
  const rows = [...table.tBodies[0].rows], shown = box.querySelector(".count");
  const apply = () => {
    const wanted = text.value.trim().toLocaleLowerCase();
    let count = 0;
    for (const row of rows) {
      const fits = row.textContent.toLocaleLowerCase().includes(wanted) && (!state || !state.value || row.dataset.state === state.value);
      row.hidden = !fits;
      count += fits;
    }
    shown.textContent = String(count);
  };
  text.addEventListener("input", apply);
  if (state) state.addEventListener("change", apply);
  box.hidden = false;
  apply();
}
const unfold = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let one = target && target.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
};
addEventListener("hashchange", unfold);
unfold();
