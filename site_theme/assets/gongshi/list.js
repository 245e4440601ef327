// A list that is sifted and put in order at once: by words, by the values of a column, by a click on a column's head.

const VALUES = 12; // a column with more values is no kind
const DATE = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
const NUMBER = /^-?[\d,]+(\.\d+)?(?=\s*(元|个|件|项|家|人|份|次|%|$))/;
const cards = matchMedia("(max-width: 45rem)"); // there rows are cards, the heads are not to be seen, and a box gives the order
const collator = new Intl.Collator("zh-CN", { numeric: true });
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

/** What a cell is ordered by: a day, a number or a text; null where it is empty. */
function keyOf(text) {
  const day = DATE.exec(text);
  if (day) return Number(day[1]) * 10_000 + Number(day[2]) * 100 + Number(day[3]);
  const number = NUMBER.exec(text);
  if (number) return Number(number[0].replaceAll(",", ""));
  return text === "—" || text === "" ? null : text;
}

function compared(a, b) {
  if (a === null || b === null) return 0;
  return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
}

function made(name, text, attributes = {}) {
  const node = document.createElement(name);
  if (text) node.textContent = text;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

/** Put what sifts and orders a list into the room that is left for it; a short list has none, and is read faster than sifted. */
function enliven(table, place) {
  const room = table.previousElementSibling;
  if (!room?.matches(".gs-sift-room")) return;
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const titles = heads.map((head) => head.textContent);
  const rows = [...body.rows].map((row) => ({ row, texts: [...row.cells].map((each) => each.textContent.trim()) }));
  for (const each of rows) each.all = folded(each.texts.join("\n"));

  const bar = made("form", "", { class: "gs-sift", role: "search", "aria-label": "在本页筛选" });
  const box = made("input", "", { type: "search", id: `sift-${place}`, autocomplete: "off", maxlength: "100" });
  const label = made("label", "在本页筛选", { for: box.id });
  const field = made("div");
  field.append(label, box);
  bar.append(field);

  const chosen = new Map();
  for (const [column, title] of titles.entries()) {
    if (!column || body.rows[0].cells[column].className === "gs-figure") continue;
    const values = new Set(rows.flatMap((each) => each.texts[column].split("、")));
    if (values.size < 2 || values.size > VALUES || values.size > rows.length / 2) continue;
    const select = made("select", "", { id: `sift-${place}-${column}` });
    select.append(new Option("全部", ""), ...[...values].sort(collator.compare).map((value) => new Option(value, value)));
    select.addEventListener("change", () => { chosen.set(column, select.value); sift(); });
    const one = made("div");
    one.append(made("label", title, { for: select.id }), select);
    bar.append(one);
  }

  const order = made("select", "", { id: `sift-${place}-order` });
  order.append(new Option("原来的顺序", ""));
  for (const [column, title] of titles.entries()) order.append(new Option(`${title}，从小到大`, `${column}`), new Option(`${title}，从大到小`, `-${column}`));
  const ordering = made("div", "", { class: "gs-sift__order" });
  ordering.append(made("label", "顺序", { for: order.id }), order);
  bar.append(ordering);

  const told = made("p", "", { class: "gs-sift__told", role: "status" });
  bar.append(told);
  room.replaceWith(bar);

  function sift() {
    const words = box.value.split(/\s+/).map(folded).filter(Boolean);
    let left = 0;
    for (const each of rows) {
      const fits = words.every((word) => each.all.includes(word)) && [...chosen].every(([column, value]) => !value || each.texts[column].split("、").includes(value));
      each.row.hidden = !fits;
      left += fits;
    }
    const any = words.length || [...chosen.values()].some(Boolean);
    told.textContent = !any ? "" : left ? `符合的有 ${left} 条，共 ${rows.length} 条` : `没有符合的，共 ${rows.length} 条`;
  }

  function arrange(asked) {
    const column = Math.abs(Number(asked)), down = asked.startsWith("-"); // "-0" too
    const keyed = rows.map((each, number) => [asked ? keyOf(each.texts[column]) : number, each.row]);
    keyed.sort(([a], [b]) => (a === null) - (b === null) || (down ? -1 : 1) * compared(a, b));
    body.append(...keyed.map(([, row]) => row));
    for (const [number, head] of heads.entries()) {
      if (asked && number === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    order.value = asked;
  }

  for (const [column, head] of heads.entries()) {
    const button = made("button", titles[column], { type: "button" });
    button.append(made("span", "", { "aria-hidden": "true" }));
    button.addEventListener("click", () => arrange(order.value === `${column}` ? `-${column}` : `${column}`));
    head.replaceChildren(button);
  }
  const reach = () => { for (const head of heads) head.firstElementChild.tabIndex = cards.matches ? -1 : 0; };
  cards.addEventListener("change", reach);
  reach();
  box.addEventListener("input", sift);
  order.addEventListener("change", () => arrange(order.value));
  bar.addEventListener("submit", (event) => { event.preventDefault(); sift(); });
}

for (const [place, table] of document.querySelectorAll("table[data-list]").entries()) enliven(table, place);
