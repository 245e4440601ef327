// The page that says of one number whether it is on show, and whether what bears it still holds on the day of this device.

const form = document.querySelector("form[data-verify]");
const box = form.elements.number;
const verdict = document.querySelector("[data-verdict]");
const root = form.dataset.root;
let Index, StaleError, numberKey; // of index.js, which is read under the version of this file
let turn = 0;

/** FNV-1a of 64 bits, as generator/search/index.py has it. */
function hashOf(text) {
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) value = ((value ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return value.toString(16).padStart(16, "0");
}

function say(kind, head, ...more) {
  const title = document.createElement("p");
  title.className = `gs-verdict__head gs-verdict__head--${kind}`;
  title.textContent = head;
  verdict.dataset.verdict = kind;
  verdict.replaceChildren(title, ...more);
}

const dateText = (iso) => { const [year, month, day] = iso.split("-").map(Number); return `${year}年${month}月${day}日`; };

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function card(row, title) {
  const node = document.createElement("div");
  node.className = "gs-verdict__record";
  node.dataset.record = `${row.register}/${row.id}`;
  const link = document.createElement("a");
  link.href = root + row.address;
  link.textContent = row.heading;
  const detail = document.createElement("p");
  detail.textContent = `${title}　${row.detail}`;
  node.append(link, detail);
  const told = [row.until && row.until < today() ? `有效期到${dateText(row.until)}，已经过期` : row.until ? `有效期到${dateText(row.until)}` : "", row.status && `登记的状态：${row.status}`].filter(Boolean);
  if (told.length) { const line = document.createElement("p"); line.textContent = told.join("；"); node.append(line); }
  return node;
}

const over = (row) => row.lapsed || (row.until && row.until < today());

async function verify(number) {
  const mine = turn += 1;
  const index = await Index.open(form.dataset.verify);
  let key = numberKey(number);
  if (/\p{Script=Han}/u.test(key)) key = numberKey(number, await index.table());
  if (!key) { say("no", "请输入号码。"); return; }
  const entries = (await index.numbersAt(key)).filter(([each]) => each === key);
  const rows = await Promise.all(entries.map(([, slot, record]) => index.row(slot, record)));
  if (mine !== turn) return;
  if (rows.length) {
    const cards = rows.map((row) => card(row, index.contents.registers[row.register][0]));
    if (rows.every(over)) say("over", "查到了，但是已经过期，或者登记为停用。", ...cards);
    else say("yes", rows.length === 1 ? "查到了，公示的内容如下。" : `查到了 ${rows.length} 条，公示的内容如下。`, ...cards);
    return;
  }
  const hash = hashOf(key);
  const gone = (await index.gone()).filter(([each]) => each === hash);
  if (mine !== turn) return;
  if (gone.length) {
    const links = gone.map(([, register, year, record]) => { const line = document.createElement("p"); const link = document.createElement("a"); link.href = `${root}${register}/${year}/${record}/`; link.textContent = "查看说明"; line.append(link); return line; });
    say("gone", gone.some(([, , , , state]) => state === "withdrawn") ? "这个号码公示过，已经撤下，不再公示内容。" : "这个号码公示过，公示期已满，不再公示内容。", ...links);
    return;
  }
  const note = document.createElement("p");
  note.append("请核对有没有少输、输错。也可以到");
  const link = document.createElement("a");
  link.href = `${root}search/?q=${encodeURIComponent(number)}`;
  link.textContent = "信息检索";
  note.append(link, "里按名称查找。");
  say("no", "没有查到这个号码。", note);
}

async function run(number) {
  if (!number) { verdict.replaceChildren(); return; }
  say("wait", "正在核验…");
  try {
    try { await verify(number); } catch (error) { if (!(error instanceof StaleError)) throw error; await verify(number); }
  } catch (error) {
    console.warn(error);
    say("wait", "没有读到核验用的文件。请检查网络后刷新页面。");
  }
}

const asked = () => (new URLSearchParams(location.search).get("number") || "").slice(0, 100).trim();

import(`./index.js${new URL(import.meta.url).search}`).then((reader) => {
  ({ Index, StaleError, numberKey } = reader);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = box.value.trim();
    history.pushState(null, "", number ? `?number=${encodeURIComponent(number)}` : location.pathname);
    run(number);
  });
  addEventListener("popstate", () => { box.value = asked(); run(asked()); });
  box.value = asked();
  run(asked());
  if (!asked()) box.focus();
});
