// The search page: reads the index once, then answers at every keystroke. A result contains what was asked, as written
// in a name, number or list field; case, width, spaces and the kind of brackets do not matter.

const form = document.querySelector("form[data-index]");
const box = form.elements.q;
const choice = form.elements.register;
const list = document.querySelector("[data-search-results]");
const count = document.querySelector("[data-search-count]");
const message = document.querySelector("[data-search-message]");
const more = document.querySelector("[data-search-more]");
const browse = document.querySelector("[data-search-browse]");
const root = form.dataset.root;
const PAGE = 30;

let records = null;
let found = [];
let shown = 0;
let words = [];

/** Text as it is compared: full-width letters narrowed, brackets of all kinds alike, no spaces, lower case. */
function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s　]+/g, "").replace(/[〔［【（[({]/g, "(").replace(/[〕］】）\])}]/g, ")").replace(/[·•．]/g, "·");
}

async function load() {
  const contents = await (await fetch(form.dataset.index, { cache: "no-cache" })).json();
  const base = form.dataset.index.replace(/[^/]*$/, "");
  const parts = await Promise.all(contents.parts.map(async (part) => {
    const rows = await (await fetch(base + part.file)).json();
    return rows.map(([id, address, heading, detail, date, hidden]) => ({
      register: part.register, title: part.title, id, address, heading, detail, date,
      name: plain(heading), text: [heading, detail, hidden].map(plain).join("\n"), numbers: new Set([id, detail, hidden].join("\n").split(/[\n　]/).map(plain)),
    }));
  }));
  records = parts.flat();
}

/** Exact number first, then names that start with the words, names that contain them, then the rest; newest first within each. */
function rank(record) {
  if (words.length === 1 && record.numbers.has(words[0])) return 0;
  if (record.name.startsWith(words[0])) return 1;
  if (words.every((word) => record.name.includes(word))) return 2;
  return 3;
}

function search() {
  words = box.value.slice(0, 200).split(/[\s　]+/).map(plain).filter(Boolean);
  const register = choice.value;
  found = [];
  if (words.length || register) {
    found = records
      .filter((record) => (!register || record.register === register) && words.every((word) => record.text.includes(word)))
      .map((record) => [words.length ? rank(record) : 3, record])
      .sort(([a, x], [b, y]) => a - b || (x.date < y.date ? 1 : x.date > y.date ? -1 : 0))
      .map(([, record]) => record);
  }
  const asked = words.length || register;
  count.textContent = String(found.length);
  message.textContent = !asked ? "" : found.length ? `找到 ${found.length} 条` : "没有找到。请核对名称或号码，或者少输入几个字。";
  browse.hidden = Boolean(asked && found.length);
  list.replaceChildren();
  shown = 0;
  reveal();
  const query = new URLSearchParams();
  if (box.value) query.set("q", box.value);
  if (register) query.set("register", register);
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

/** The text with the parts that were asked for marked. */
function marked(text) {
  const node = document.createElement("span");
  const letters = [...text];
  const at = [];
  let folded = "";
  letters.forEach((letter, index) => { for (const _ of plain(letter)) at.push(index); folded += plain(letter); });
  const hit = new Set();
  for (const word of words) {
    for (let from = folded.indexOf(word); from >= 0; from = folded.indexOf(word, from + 1)) {
      for (let index = at[from]; index <= at[from + word.length - 1]; index += 1) hit.add(index);
    }
  }
  for (let index = 0; index < letters.length;) {
    const on = hit.has(index);
    let end = index;
    while (end < letters.length && hit.has(end) === on) end += 1;
    const piece = document.createElement(on ? "mark" : "span");
    piece.textContent = letters.slice(index, end).join("");
    node.append(piece);
    index = end;
  }
  return node;
}

function reveal() {
  for (const record of found.slice(shown, shown + PAGE)) {
    const item = document.createElement("li");
    item.dataset.record = `${record.register}/${record.id}`;
    const link = document.createElement("a");
    link.href = root + record.address;
    link.append(marked(record.heading));
    const detail = document.createElement("p");
    detail.append(`${record.title}　`, marked(record.detail));
    item.append(link, detail);
    list.append(item);
  }
  shown = Math.min(found.length, shown + PAGE);
  more.hidden = shown >= found.length;
}

async function start() {
  const asked = new URLSearchParams(location.search);
  box.value = asked.get("q") ?? "";
  choice.value = asked.get("register") ?? "";
  if (choice.selectedIndex < 0) choice.value = "";
  message.textContent = "正在读取索引…";
  try {
    await load();
  } catch {
    message.textContent = "索引没有读到。请检查网络后刷新页面，或者从下面的登记簿查阅。";
    return;
  }
  search();
  let timer;
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 150); });
  choice.addEventListener("change", search);
  more.addEventListener("click", reveal);
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  if (!box.value) box.focus();
}

start();
