// The search page. What is asked stands in the address, so that every list of results can be linked, and gone back to.

let Index, StaleError, answer, near, folded, wordsOf; // of index.js, which is read under the version of this file

const form = document.querySelector("form[data-index]");
const box = form.elements.q;
const list = document.querySelector("[data-search-results]");
const count = document.querySelector("[data-search-count]");
const message = document.querySelector("[data-search-message]");
const offers = document.querySelector("[data-search-near]");
const filters = document.querySelector("[data-search-filters]");
const pages = document.querySelector("[data-search-pages]");
const browse = document.querySelector("[data-search-browse]");
const root = form.dataset.root;
const PAGE = 10;
const MOST_VALUES = 12;

let index = null;
let turn = 0;

/** What is asked, as the address says: words, register, year, filters, days, order, page. */
function asked(address = location.search) {
  const given = new URLSearchParams(address);
  return {
    q: (given.get("q") ?? "").slice(0, 400), register: given.get("register") ?? "", year: given.get("year") ?? "", f: given.getAll("f"),
    from: given.get("from") ?? "", to: given.get("to") ?? "", sort: given.get("sort") === "date" ? "date" : "", page: Math.max(1, Number.parseInt(given.get("page"), 10) || 1),
  };
}

function addressOf(state) {
  const said = new URLSearchParams();
  for (const name of ["q", "register", "year", "from", "to", "sort"]) if (state[name]) said.set(name, state[name]);
  for (const each of state.f) said.append("f", each);
  if (state.page > 1) said.set("page", state.page);
  const text = said.toString();
  return text ? `?${text}` : location.pathname;
}

const fits = (state, slot) => (!state.register || slot.register === state.register) && (!state.year || slot.year === state.year);
const anything = (state) => Boolean(wordsOf(state.q).length || state.register || state.year);

/** Every record of the slots that fit, where no word is asked for. */
function everything(state) {
  const ranks = new Map();
  for (const slot of index.slots.values()) if (fits(state, slot)) ranks.set(slot.number, new Map(Array.from({ length: slot.count }, (_, record) => [record, 3])));
  return { words: [], ranks, tooMany: false };
}

async function keepDays(ranks, from, to) {
  const kept = new Map();
  await Promise.all([...ranks.keys()].map((number) => index.slot(number)));
  for (const [number, slot] of ranks) {
    const few = new Map([...slot].filter(([record]) => { const day = index.dateOf(number, record); return (!from || day >= from) && (!to || (day && day <= to)); }));
    if (few.size) kept.set(number, few);
  }
  return kept;
}

/** The filters of one register: each with its values and how many of the records have them; and the records that have what is chosen. */
async function sifted(ranks, chosen) {
  const read = await Promise.all([...ranks.keys()].map(async (number) => [number, await index.facets(number)]));
  const wanted = chosen.map((each) => each.split(/:(.*)/s));
  const has = (facet, record, value) => [].concat(facet.column[record]).some((number) => facet.values[number] === value);
  const passes = (facets, record, but) => wanted.every(([path, value]) => path === but || facets.some((facet) => facet.path === path && has(facet, record, value)));
  const kept = new Map(), counted = new Map();
  for (const [number, facets] of read) {
    const few = new Map();
    for (const [record, rank] of ranks.get(number)) {
      if (passes(facets, record, null)) few.set(record, rank);
      for (const facet of facets) {
        if (!counted.has(facet.path)) counted.set(facet.path, { label: facet.label, values: new Map() });
        if (wanted.length && !passes(facets, record, facet.path)) continue;
        const { values } = counted.get(facet.path);
        for (const each of [].concat(facet.column[record])) values.set(facet.values[each], (values.get(facet.values[each]) ?? 0) + 1);
      }
    }
    if (few.size) kept.set(number, few);
  }
  return { ranks: kept, facets: [...counted].map(([path, { label, values }]) => ({ path, label, values })) };
}

/** The results in order, as far as a page needs them: by rank, catalogues before ledgers, newest first. */
async function ordered(ranks, sort, until) {
  const groups = new Map();
  for (const [number, slot] of ranks) {
    for (const [record, rank] of slot) {
      const { year } = index.slots.get(number);
      const key = `${sort ? 0 : rank} ${year ? 9999 - Number(year) : sort ? "9999" : "0000"}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push([number, record]);
    }
  }
  const found = [];
  for (const key of [...groups.keys()].sort()) {
    if (found.length >= until) break;
    const group = groups.get(key);
    const numbers = new Set(group.map(([number]) => number));
    const dated = numbers.size > 1;
    if (dated) await Promise.all([...numbers].map((number) => index.slot(number)));
    const day = new Map();
    if (dated) for (const each of group) day.set(each, index.dateOf(...each));
    group.sort((a, b) => (dated && day.get(a) !== day.get(b) ? (day.get(a) < day.get(b) ? 1 : -1) : a[0] - b[0] || b[1] - a[1]));
    found.push(...group.slice(0, until - found.length));
  }
  return found;
}

const sizeOf = (ranks) => { let size = 0; for (const slot of ranks.values()) size += slot.size; return size; };

async function search(state) {
  const mine = turn += 1;
  const current = () => mine === turn;
  if (!anything(state)) { show(state, null); return; }
  message.textContent = "正在检索…";
  const words = wordsOf(state.q);
  const whole = words.length ? await answer(index, state.q) : everything({ register: state.register, year: state.year });
  if (!current()) return;
  let { ranks } = whole;
  if (state.from || state.to) ranks = await keepDays(ranks, state.from, state.to);
  const registers = new Map(), years = new Map();
  for (const [number, slot] of ranks) {
    const { register, year } = index.slots.get(number);
    if (!state.year || year === state.year) registers.set(register, (registers.get(register) ?? 0) + slot.size);
    if (year && (!state.register || register === state.register)) years.set(year, (years.get(year) ?? 0) + slot.size);
  }
  ranks = new Map([...ranks].filter(([number]) => fits(state, index.slots.get(number))));
  let facets = [];
  if (state.register && ranks.size) ({ ranks, facets } = await sifted(ranks, state.f));
  if (!current()) return;
  const total = sizeOf(ranks);
  const last = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(state.page, last);
  const found = (await ordered(ranks, state.sort, page * PAGE)).slice((page - 1) * PAGE);
  const rows = await Promise.all(found.map(([number, record]) => index.row(number, record)));
  if (!current()) return;
  show({ ...state, page }, { ...whole, total, last, rows, registers, years, facets });
  if (!total && words.length) {
    const close = await near(index, state.q);
    const named = await Promise.all(close.map(async (offer) => ("number" in offer ? { row: await index.row(offer.slot, offer.record) } : offer)));
    if (current()) showNear(state, named);
  }
}

function show(state, result) {
  const total = result?.total ?? 0;
  count.textContent = String(total);
  message.textContent = !result ? "" : total ? `找到 ${total.toLocaleString("zh-CN")} 条${result.last > 1 ? `，第 ${state.page} 页，共 ${result.last.toLocaleString("zh-CN")} 页` : ""}` : "没有找到。请核对名称或者号码，或者少输入几个字。";
  if (result?.tooMany) message.textContent += "以这些数字开头的号码太多，要按号码查，请再多输入几位。";
  browse.hidden = Boolean(result && total);
  offers.replaceChildren();
  list.replaceChildren(...(result?.rows ?? []).map((row) => item(row, result.words)));
  list.start = (state.page - 1) * PAGE + 1;
  showFilters(state, result);
  showPages(state, result);
}

function item(row, words) {
  const entry = document.createElement("li");
  entry.dataset.record = `${row.register}/${row.id}`;
  const link = document.createElement("a");
  link.href = root + row.address;
  link.append(marked(row.heading, words));
  const detail = document.createElement("p");
  detail.append(tag("gs-results__register", index.contents.registers[row.register][0]), " ", marked(row.detail, words));
  entry.append(link, detail);
  const shown = folded(row.heading + row.detail, index.simplified);
  for (const word of words.filter((each) => !shown.includes(each))) {
    const text = row.texts.find((each) => folded(each, index.simplified).includes(word));
    if (text) { const part = document.createElement("p"); part.className = "gs-results__around"; part.append(marked(partWith(text, word), words)); entry.append(part); break; }
  }
  return entry;
}

/** Of a long text the part in which a word stands. */
function partWith(text, word) {
  const letters = Array.from(text), first = Array.from(word)[0];
  let at = letters.findIndex((_, place) => folded(letters.slice(place, place + 2 * word.length + 8).join(""), index.simplified).startsWith(word));
  if (at < 0) at = Math.max(0, letters.indexOf(first));
  const from = Math.max(0, at - 20), to = Math.min(letters.length, at + word.length + 40);
  return `${from ? "…" : ""}${letters.slice(from, to).join("")}${to < letters.length ? "…" : ""}`;
}

function tag(name, text) {
  const node = document.createElement("span");
  node.className = name;
  node.textContent = text;
  return node;
}

/** The text with the parts that were asked for marked. */
function marked(text, words) {
  const node = document.createElement("span");
  const letters = Array.from(text), at = [];
  let plain = "";
  letters.forEach((letter, place) => { const one = folded(letter, index.simplified); for (let unit = 0; unit < one.length; unit += 1) at.push(place); plain += one; });
  const hit = new Set();
  for (const word of words) {
    for (let from = plain.indexOf(word); from >= 0; from = plain.indexOf(word, from + 1)) {
      for (let place = at[from]; place <= at[from + word.length - 1]; place += 1) hit.add(place);
    }
  }
  for (let place = 0; place < letters.length;) {
    const on = hit.has(place);
    let end = place;
    while (end < letters.length && hit.has(end) === on) end += 1;
    const piece = document.createElement(on ? "mark" : "span");
    piece.textContent = letters.slice(place, end).join("");
    node.append(piece);
    place = end;
  }
  return node;
}

/** A link to another state of the search; followed without leaving the page. */
function stateLink(state, change, ...content) {
  const link = document.createElement("a");
  link.href = addressOf({ ...state, page: 1, ...change });
  link.append(...content);
  link.dataset.searchLink = "";
  return link;
}

function showFilters(state, result) {
  filters.replaceChildren();
  filters.closest("nav").hidden = !result || !(result.registers.size + result.years.size);
  if (!result) return;
  const group = (title, values, chosen, change, name = (value) => value) => {
    const sorted = [...values];
    if (!sorted.length && !chosen) return;
    const field = document.createElement("div");
    field.className = "gs-filter";
    const head = document.createElement("h2");
    head.textContent = title;
    const items = document.createElement("ul");
    for (const [value, number] of sorted.slice(0, MOST_VALUES)) {
      const entry = document.createElement("li");
      const on = value === chosen;
      const link = stateLink(state, change(on ? "" : value), name(value), " ", tag("gs-filter__count", number.toLocaleString("zh-CN")));
      if (on) { link.setAttribute("aria-current", "true"); link.append(tag("gs-filter__off", "×")); link.querySelector(".gs-filter__off").setAttribute("aria-label", "取消"); }
      entry.append(link);
      items.append(entry);
    }
    if (chosen && !values.has(chosen)) {
      const entry = document.createElement("li");
      const link = stateLink(state, change(""), name(chosen), " ", tag("gs-filter__count", "0"), tag("gs-filter__off", "×"));
      link.setAttribute("aria-current", "true");
      entry.append(link);
      items.append(entry);
    }
    field.append(head, items);
    filters.append(field);
  };
  const most = (values) => new Map([...values].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
  group("登记簿", most(result.registers), state.register, (register) => ({ register, f: [] }), (register) => index.contents.registers[register]?.[0] ?? register);
  group("年份", new Map([...result.years].sort((a, b) => (a[0] < b[0] ? 1 : -1))), state.year, (year) => ({ year }), (year) => `${year}年`);
  for (const { path, label, values } of result.facets) {
    const chosen = state.f.find((each) => each.startsWith(`${path}:`))?.slice(path.length + 1) ?? "";
    const others = state.f.filter((each) => !each.startsWith(`${path}:`));
    group(label, most(values), chosen, (value) => ({ f: value ? [...others, `${path}:${value}`] : others }));
  }
  const order = document.createElement("p");
  order.className = "gs-filter__order";
  const kinds = [["", "按相关"], ["date", "按日期，新的在前"]];
  order.append("排序：", ...kinds.flatMap(([sort, name], place) => {
    const each = state.sort === sort ? tag("gs-filter__on", name) : stateLink(state, { sort }, name);
    return place ? [" · ", each] : [each];
  }));
  filters.append(order);
}

function showPages(state, result) {
  pages.replaceChildren();
  pages.hidden = !result || result.last < 2;
  if (pages.hidden) return;
  const link = (page, name) => { const each = stateLink(state, { page }, name); each.rel = page < state.page ? "prev" : "next"; return each; };
  if (state.page > 1) pages.append(link(state.page - 1, "上一页"));
  pages.append(tag("gs-pages__here", `第 ${state.page} 页，共 ${result.last.toLocaleString("zh-CN")} 页`));
  if (state.page < result.last) pages.append(link(state.page + 1, "下一页"));
}

function showNear(state, found) {
  if (!found.length) return;
  const head = document.createElement("p");
  head.textContent = "相近的有：";
  const items = document.createElement("ul");
  for (const offer of found) {
    const entry = document.createElement("li");
    if (offer.row) {
      const link = document.createElement("a");
      link.href = root + offer.row.address;
      link.textContent = offer.row.heading;
      entry.append(link, `　${offer.row.detail}`);
    } else entry.append(stateLink({ ...state, register: "", year: "", f: [], from: "", to: "" }, { q: offer.words }, offer.words), `（${offer.count.toLocaleString("zh-CN")} 条）`);
    items.append(entry);
  }
  offers.replaceChildren(head, items);
}

/** The form as the state has it. */
function fill(state) {
  if (document.activeElement !== box || box.value.trim() !== state.q.trim()) box.value = state.q;
  form.elements.from.value = state.from;
  form.elements.to.value = state.to;
  if (state.from || state.to) form.querySelector("details").open = true;
}

async function run(state) {
  try {
    if (!index) index = await Index.open(form.dataset.index);
    await search(state);
  } catch (error) {
    if (!(error instanceof StaleError)) { failed(error); return; }
    try {
      index = await Index.open(form.dataset.index, true);
      await search(state);
    } catch (again) { failed(again); }
  }
}

function failed(error) {
  console.warn(error);
  message.textContent = "索引没有读到。请检查网络后刷新页面，或者从下面的登记簿查阅。";
  browse.hidden = false;
}

/** The state that the form asks for: what was filtered stays, the page begins anew. */
function entered() {
  const state = asked();
  const changed = box.value.trim() !== state.q.trim();
  return { ...state, q: box.value.trim(), from: form.elements.from.value, to: form.elements.to.value, page: 1, ...(changed && !box.value.trim() ? { f: [] } : {}) };
}

let timer;
box.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (event.isComposing) return; // a syllable that is still being typed
  timer = setTimeout(() => { const state = entered(); history.replaceState(null, "", addressOf(state)); run(state); }, 250);
});
box.addEventListener("compositionend", () => box.dispatchEvent(new Event("input")));
for (const name of ["from", "to"]) form.elements[name].addEventListener("change", () => { const state = entered(); history.pushState(null, "", addressOf(state)); run(state); });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  const state = entered();
  history.pushState(null, "", addressOf(state));
  run(state);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-search-link]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  const state = asked();
  fill(state);
  const moved = Boolean(link.closest("[data-search-pages]"));
  run(state).then(() => { if (moved) { message.parentElement.scrollIntoView(); } message.parentElement.focus({ preventScroll: true }); });
});
addEventListener("popstate", () => { const state = asked(); fill(state); run(state); });

import(`./index.js${new URL(import.meta.url).search}`).then((reader) => {
  ({ Index, StaleError, answer, near, folded, wordsOf } = reader);
  const state = asked();
  filters.parentElement.open = matchMedia("(min-width: 60rem)").matches;
  fill(state);
  run(state);
  if (!state.q) box.focus();
}, failed);
