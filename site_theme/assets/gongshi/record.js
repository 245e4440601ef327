// What a record page does with script: print, pass on, save and cite the record; say whether a certificate holds on the day of this device.

const told = document.querySelector("[data-told]");
const say = (text) => { if (told) { told.textContent = ""; setTimeout(() => { told.textContent = text; }, 50); } };
const two = (number) => String(number).padStart(2, "0");
const now = new Date();
const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
const words = (day) => { const [year, month, date] = day.split("-").map(Number); return `${year}年${month}月${date}日`; };
const address = () => document.querySelector('link[rel="canonical"]')?.href ?? location.href.split("#")[0];

function offer(selector, act) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  }
}

/** Put a text on the clipboard; by the old way where the page is not served securely. */
async function copied(text) {
  if (navigator.clipboard && isSecureContext) { await navigator.clipboard.writeText(text); return; }
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.className = "gs-hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("the browser does not copy");
}

const copy = (text, said) => copied(text).then(() => say(said), () => say(`请自行复制：${text}`));

/** A cell of a table that no spreadsheet takes for a formula, nor a long number for an amount. */
function cell(text) {
  const plain = text.replace(/\s+/g, " ").trim();
  return `"${(/^[=+\-@]/.test(plain) ? `'${plain}` : /^\d{12,}$/.test(plain) ? `\t${plain}` : plain).replace(/"/g, '""')}"`;
}

function save(button) {
  const rows = [["项目", "内容"], ["名称", document.querySelector("h1").textContent]];
  for (const row of document.querySelectorAll(".gs-section > .gs-facts > div")) {
    const value = row.lastElementChild;
    const many = value.querySelectorAll(":scope > ul > li, :scope > .gs-tags > span, :scope > p");
    rows.push([row.firstElementChild.textContent, many.length ? [...many].map((each) => each.textContent).join("；") : value.innerText]);
  }
  for (const law of document.querySelectorAll(".gs-section > .gs-values > li")) rows.push(["法律依据", law.textContent]);
  rows.push(["网址", address()]);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`], { type: "text/csv" }));
  link.download = `${button.dataset.save}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

offer("[data-print]", (button) => {
  document.documentElement.classList.toggle("gs-print-card", button.dataset.print === "card");
  print();
  document.documentElement.classList.remove("gs-print-card");
});
offer("[data-share]", () => {
  const shared = { title: document.title, url: address() };
  if (navigator.share && matchMedia("(pointer: coarse)").matches) navigator.share(shared).catch(() => { /* it was called off */ });
  else copy(shared.url, "网址已经复制，可以粘贴给别人。");
});
offer("[data-save]", save);
for (const span of document.querySelectorAll("[data-today]")) span.textContent = `[${today}]`;
offer("[data-copy]", () => copy(document.querySelector("[data-cite]").textContent, "引用已经复制。"));

for (const line of document.querySelectorAll(".gs-validity")) {
  const { from, until, status, ended } = line.dataset;
  const [holds, said] = ended && ended <= today ? [false, `证件已经在${words(ended)}注销`]
    : status !== "在岗" ? [false, `这名人员已经${status}`]
    : today > until ? [false, `今天是${words(today)}，证件已经过期`]
    : today < from ? [false, `今天是${words(today)}，证件还没有生效`]
    : [true, `今天是${words(today)}，证件在有效期内`];
  line.querySelector("[data-validity]").textContent = `${said}。`;
  line.classList.add(holds ? "gs-validity--yes" : "gs-validity--no");
}
