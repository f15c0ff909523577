// What the pages gain with JavaScript; every one of them works without.
import { initAll } from "./govuk-frontend.min.js";

// Tables marked data-filter-table="Find a person" get a box that hides what doesn't match.
function addFilter(table) {
  const rows = [...table.tBodies[0].rows];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const id = `filter-${table.id || [...document.querySelectorAll("table")].indexOf(table)}`;

  const box = document.createElement("div");
  box.className = "app-filter";
  const label = document.createElement("label");
  label.className = "govuk-label";
  label.htmlFor = id;
  label.textContent = table.dataset.filterTable;
  const input = document.createElement("input");
  input.className = "govuk-input";
  input.id = id;
  input.type = "search";
  input.autocomplete = "off";
  const count = document.createElement("p");
  count.className = "app-filter__count";
  count.setAttribute("role", "status");
  box.append(label, input, count);
  table.before(box);

  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden = !words.every((word) => texts[index].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = words.length ? `${shown} of ${rows.length} shown` : "";
  });
}

// A region marked data-refresh-url is fetched again every second or two and replaced by the one
// with the same id in the answer; when the answer has none any more, the work is over.
async function refresh(region, failures = 0) {
  const seconds = Number(region.dataset.refreshSeconds || 1);
  await new Promise((wake) => setTimeout(wake, 1000 * seconds * 2 ** failures));
  let page;
  try {
    const answer = await fetch(region.dataset.refreshUrl, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    // The server may be restarting: ask again, ever more slowly, then leave it to the person.
    if (failures < 6) refresh(region, failures + 1);
    return;
  }
  const next = page.getElementById(region.id);
  if (!next?.dataset.refreshUrl) {
    window.location.reload();
    return;
  }
  if (next.innerHTML !== region.innerHTML) region.innerHTML = next.innerHTML;
  refresh(region);
}

// A form is sent once, however often its button is pressed.
function submitOnce(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  // It may be sent again by who comes back to the page, or has stayed on it with a download.
  const again = () => {
    sent = false;
  };
  window.addEventListener("pageshow", again);
  form.addEventListener("submit", () => setTimeout(again, 5000));
}

initAll();
document.querySelectorAll("table[data-filter-table]").forEach(addFilter);
document.querySelectorAll("[data-refresh-url]").forEach((region) => refresh(region));
document.querySelectorAll("form[method=post]").forEach(submitOnce);
