// Reads the search index (generator/search writes it): small compressed files, of which a question loads only those it needs.
// A word is found by its two-character grams and their places, so exactly; where few records are left, their own texts decide.

const PLACE = 2 ** 20; // more than the longest text of a record has characters
const FEW = 10; // so many records are looked at rather than further lists read
const ROW = 2_000; // about so many bytes are read to look at a record
const MANY_NUMBERS = 12; // blocks of numbers that one beginning may span
const AHEAD = 12_000; // so many bytes of lists are asked for at once
const PACKED = 0.6; // about so much of a list is left when it is packed
const HEADING = 0;
const TEXT = 1;

/** A file of the index that is not there, or not what it should be: the site has been published anew meanwhile. */
export class StaleError extends Error {}

const OTHERS = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/gu;
const ALIKE = new Map([..."[{〔【〖〘〚"].map((one) => [one, "("]).concat([..."]}〕】〗〙〛"].map((one) => [one, ")"]), [..."‐‑‒–—―−"].map((one) => [one, "-"]), [..."•・‧∙⋅"].map((one) => [one, "·"])));

/** Text as it is compared, as generator/search/folding.py has it; traditional characters only where their table is given. */
export function folded(text, simplified = null) {
  const plain = text.normalize("NFKC").toLowerCase().replace(OTHERS, "");
  return Array.from(plain, (letter) => { const one = simplified?.get(letter) ?? letter; return ALIKE.get(one) ?? one; }).join("");
}

/** A number as it is looked up: without brackets, dashes, 第 and 号. */
export function numberKey(text, simplified = null) {
  return folded(text, simplified).replace(/[^\p{L}\p{N}\p{M}]|[第号]/gu, "");
}

/** The words of a question, folded; each is looked for by itself. */
export function wordsOf(question, simplified = null) {
  return [...new Set(Array.from(question).slice(0, 200).join("").split(/[\s\p{Z}]+/u).map((word) => folded(word, simplified)).filter(Boolean))];
}

async function unpacked(response) {
  const data = await response.arrayBuffer();
  if (typeof DecompressionStream === "function") {
    const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }
  const { gunzip } = await import(`./inflate.js${new URL(import.meta.url).search}`);
  return gunzip(new Uint8Array(data));
}

const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
const DOCUMENT = /[^0-9][0-9]+号$/; // how a document number ends
const YEAR = /\(([0-9]{4})\)/g; // of a document number, whose brackets are written 〔〕
const hex = (text, place) => text.slice(6 * place, 6 * place + 6);
const hexOf = (bytes, start) => Array.from(bytes.subarray(start, start + 3), (byte) => byte.toString(16).padStart(2, "0")).join("");
const point = (letter) => letter.codePointAt(0);
const keyOf = (first, second) => first * 2 ** 21 + second;

class Reader {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  get more() { return this.at < this.bytes.length; }
  number() {
    let value = 0, scale = 1, byte;
    do { byte = this.bytes[this.at]; this.at += 1; value += (byte & 127) * scale; scale *= 128; } while (byte > 127);
    return value;
  }
  take(length) { this.at += length; return this.bytes.subarray(this.at - length, this.at); }
}

/** The last of the ascending keys that is not above the one asked for; -1 where there is none. */
function blockOf(keys, key) {
  let low = 0, high = keys.length;
  while (low < high) { const middle = (low + high) >> 1; if (keys[middle] <= key) low = middle + 1; else high = middle; }
  return low - 1;
}

export class Index {
  static async open(address, reload = false) {
    const base = new URL(address, document.baseURI);
    const response = await fetch(base, { cache: reload ? "reload" : "no-cache" });
    if (!response.ok) throw new Error(String(response.status));
    return new Index(base, json(await unpacked(response)));
  }

  constructor(base, contents) {
    this.base = base;
    this.contents = contents;
    this.files = new Map();
    this.slots = new Map(contents.slots.map(([number, register, year, count, mark]) => [number, { number, register, year, count, mark, name: year ? `${register}-${year}` : register }]));
    const letters = Array.from(contents.grams);
    this.firsts = Float64Array.from({ length: letters.length / 2 }, (_, place) => keyOf(point(letters[2 * place]), point(letters[2 * place + 1])));
    this.simplified = null;
  }

  /** A file of the index, read once. */
  file(name) {
    if (!this.files.has(name)) {
      const read = fetch(new URL(name, this.base)).then(async (response) => {
        if (!response.ok) throw new StaleError(name);
        try { return await unpacked(response); } catch { throw new StaleError(name); }
      });
      read.catch(() => this.files.delete(name));
      this.files.set(name, read);
    }
    return this.files.get(name);
  }

  async table() {
    if (!this.simplified) {
      const [traditional, simple] = json(await this.file(`simplified-${this.contents.simplified}.bin`)).map((text) => Array.from(text));
      this.simplified = new Map(traditional.map((letter, place) => [letter, simple[place]]));
    }
    return this.simplified;
  }

  /** What a block says of its grams: by key how often each stands anywhere and where its lists are. */
  async block(number) {
    const key = this.firsts[number];
    const name = `grams/${Math.floor(key / 2 ** 21).toString(16)}-${(key % 2 ** 21).toString(16)}-${hex(this.contents.blocks, number)}.bin`;
    const reader = new Reader(await this.file(name));
    const grams = new Map();
    while (reader.more) {
      const first = reader.number(), second = reader.number(), head = reader.number();
      const named = `${first.toString(16)}-${second.toString(16)}`;
      if (head % 2) {
        const part = () => [reader.number() * PACKED, hexOf(reader.take(3), 0)];
        const [cost, lists] = part(), [apart, places] = part();
        grams.set(keyOf(first, second), { cost, apart, count: head >> 1, lists: () => this.file(`grams/${named}-${lists}.bin`), places: () => this.file(`grams/at-${named}-${places}.bin`) });
      } else {
        const length = reader.number(), lists = reader.take(head >> 1), places = reader.take(length);
        grams.set(keyOf(first, second), { cost: 0, apart: 0, count: lists.length, lists: async () => lists, places: async () => places });
      }
    }
    return grams;
  }

  /** A gram, or null where no record has it. */
  async gram(first, second) {
    const key = keyOf(first, second), number = blockOf(this.firsts, key);
    return number < 0 ? null : (await this.block(number)).get(key) ?? null;
  }

  /** All grams that begin with a character. */
  async beginning(first) {
    const found = [];
    for (let number = Math.max(0, blockOf(this.firsts, keyOf(first, 0))); number < this.firsts.length && this.firsts[number] < keyOf(first + 1, 0); number += 1) {
      for (const [key, gram] of await this.block(number)) if (Math.floor(key / 2 ** 21) === first) found.push(gram);
    }
    return found;
  }

  async slot(number) {
    const slot = this.slots.get(number);
    if (!slot.days) {
      const told = json(await this.file(`slots/${slot.name}-${slot.mark}.bin`));
      slot.days = told.days; slot.rows = told.rows; slot.facets = told.facets;
      slot.ends = []; // of each day the number after its last record
      let end = 0;
      for (const [, count] of told.days) slot.ends.push(end += count);
    }
    return slot;
  }

  /** The day of a record, once its slot has been read. */
  dateOf(number, record) {
    const slot = this.slots.get(number);
    return slot.days[blockOf(slot.ends, record) + 1][0];
  }

  /** What is shown and searched of a record: id, heading, detail, texts, spelling. */
  async row(number, record) {
    const slot = await this.slot(number);
    // sixteen records to a file, 256 files to a table, as generator/search/index.py has them
    const marks = await this.file(`rows/${slot.name}/at-${record >> 12}-${hex(slot.rows, record >> 12)}.bin`);
    const rows = json(await this.file(`rows/${slot.name}/${record >> 4}-${hexOf(marks, 3 * ((record >> 4) & 255))}.bin`));
    const [id, heading, detail, texts, spelt, traditional, until, status, lapsed] = rows[record & 15];
    return { id, heading, detail, texts, spelt, traditional, until, status, lapsed, register: slot.register, year: slot.year, date: this.dateOf(number, record), address: `${slot.register}/${slot.year ? `${slot.year}/` : ""}${id}/` };
  }

  async facets(number) {
    const slot = await this.slot(number);
    return json(await this.file(`facets/${slot.name}-${slot.facets}.bin`));
  }

  /** What stands in the blocks that have this very number, if any has. */
  async numbersAt(key) {
    const told = json(await this.file(`numbers-${this.contents.numbers}.bin`));
    const block = this.blockBefore(told.firsts, key, true);
    return block < 0 ? [] : this.numberBlock(hex(told.marks, block));
  }

  /** What has left: the hash of its number, register, year, id, and what became of it. */
  async gone() {
    const response = await fetch(new URL("gone.bin", this.base), { cache: "no-cache" });
    if (!response.ok) throw new Error(String(response.status));
    return json(await unpacked(response));
  }

  /** The last block that begins before the number asked for, or with `same` at it; -1 where there is none. */
  blockBefore(firsts, key, same = false) {
    let low = 0, high = firsts.length;
    while (low < high) { const middle = (low + high) >> 1; if (below(firsts[middle], key) || (same && firsts[middle] === key)) low = middle + 1; else high = middle; }
    return low - 1;
  }

  /**
   * By slot the records of whose document number a word is a part: of the series, or from its end on into the serial (generator/search/series.py; what is
   * in the serial alone the grams tell). `known`: those whose whole number it is are known already.
   */
  async inSeries(word, slots, known) {
    const found = new Map(), reading = [];
    for (const [number, [texts, files, without]] of this.contents.series) {
      if (slots && !slots.has(number)) continue;
      if (without && texts.every((text) => text.includes(word))) {
        const others = new Set(without);
        found.set(number, new Map(Array.from({ length: this.slots.get(number).count }, (_, record) => [record, IN_TEXT]).filter(([record]) => !others.has(record))));
        continue;
      }
      const rests = texts.map((text) => restsOf(text, word).filter((rest) => !(known && rest.endsWith("号") && text + rest === word)));
      files.forEach(([mark, chunks], place) => {
        const wanted = chunks.map(([series, low, high]) => rests[series].filter((rest) => mayGoOn(rest, low, high)));
        if (!wanted.some((each) => each.length)) return;
        reading.push(this.file(`series/${number}-${place}-${mark}.bin`).then((bytes) => {
          const reader = new Reader(bytes), records = found.get(number) ?? new Map();
          for (const each of wanted) for (const [record, serial] of serialsIn(reader)) if (each.some((rest) => `${serial}号`.startsWith(rest))) records.set(record, IN_TEXT);
          if (records.size) found.set(number, records);
        }));
      });
    }
    await Promise.all(reading);
    return found;
  }

  async numberBlock(name) {
    const [keys, slots, steps] = json(await this.file(`numbers/${name}.bin`));
    let record = 0;
    return keys.map((number, place) => { record += steps[place]; return [number, slots[place], record]; });
  }

  /** Blocks of numbers that may hold such as begin so, or null where they are too many. */
  async numbers(key) {
    const told = json(await this.file(`numbers-${this.contents.numbers}.bin`));
    const before = this.blockBefore(told.firsts, key), blocks = [];
    for (let place = Math.max(0, before); place < told.firsts.length && (place <= before || told.firsts[place].startsWith(key)); place += 1) {
      if (blocks.length === MANY_NUMBERS) return null;
      blocks.push(hex(told.marks, place));
    }
    return (await Promise.all(blocks.map((name) => this.numberBlock(name)))).flat();
  }
}

/** What a serial must begin with for a number of this series to hold a word: the empty text where the word is part of the series, none where it cannot be. */
function restsOf(series, word) {
  if (series.includes(word)) return [""];
  const rests = [];
  for (let length = Math.min(word.length - 1, series.length); length > 0; length -= 1) {
    const rest = word.slice(length);
    if (/^[0-9]{1,9}号?$/.test(rest) && series.endsWith(word.slice(0, length))) rests.push(rest);
  }
  return rests;
}

/** Whether a serial between these two (each with a 1 before it) may begin with this, or with 号 be this. */
function mayGoOn(rest, low, high) {
  const digits = rest.replace("号", ""), most = rest.endsWith("号") ? 0 : 9 - digits.length;
  for (let more = 0; more <= most; more += 1) {
    const first = Number(`1${digits}`) * 10 ** more;
    if (first <= high && first + 10 ** more > low) return true;
  }
  return false;
}

/** The records and serials of a chunk. */
function serialsIn(reader) {
  const count = reader.number(), records = [];
  let record = 0, serial = 0;
  for (let each = 0; each < count; each += 1) records.push(record += reader.number());
  return records.map((each) => {
    const turn = reader.number();
    serial += turn % 2 ? -(turn + 1) / 2 : turn / 2;
    return [each, String(serial).slice(1)];
  });
}

/** Whether one text stands before another by code points, which is how the index is sorted. */
function below(one, other) {
  const [a, b] = [Array.from(one, point), Array.from(other, point)];
  for (let place = 0; place < a.length && place < b.length; place += 1) if (a[place] !== b[place]) return a[place] < b[place];
  return a.length < b.length;
}

/**
 * The records that have a gram, by slot and place: of headings ascending numbers `record * PLACE + position`, less the shift; of other texts
 * the records alone, or, where the places are given too, the like.
 */
function occurrences(bytes, shift, slots, apart = null) {
  const reader = new Reader(bytes), places = apart && new Reader(apart), found = new Map();
  while (reader.more) {
    const head = reader.number(), count = reader.number(), records = new Float64Array(count);
    let record = 0, kept = 0;
    for (let each = 0; each < count; each += 1) { record += reader.number(); records[each] = record; }
    const from = (head & 3) === HEADING ? reader : places;
    if (from) {
      let before = -1, position = 0;
      for (let each = 0; each < count; each += 1) {
        record = records[each];
        position = record === before ? position + from.number() : from.number();
        before = record;
        if (position >= shift) { records[kept] = record * PLACE + position - shift; kept += 1; }
      }
    } else for (let each = 0; each < count; each += 1) if (!kept || records[each] !== records[kept - 1]) { records[kept] = records[each]; kept += 1; }
    if (kept && (!slots || slots.has(head >> 2))) found.set(head, records.subarray(0, kept));
  }
  return found;
}

function common(one, other) {
  const found = new Map();
  for (const [head, left] of one) {
    const right = other.get(head);
    if (!right) continue;
    const both = new Float64Array(Math.min(left.length, right.length));
    let kept = 0;
    for (let a = 0, b = 0; a < left.length && b < right.length;) {
      if (left[a] === right[b]) { both[kept] = left[a]; kept += 1; a += 1; b += 1; } else if (left[a] < right[b]) a += 1; else b += 1;
    }
    if (kept) found.set(head, both.subarray(0, kept));
  }
  return found;
}

const IN_HEADING = 1, BEGINS = 2, IN_TEXT = 4, IN_SPELLING = 8;

/** By slot the records of these occurrences, with where each was found; `placed`: of other texts too there are numbers with positions. */
function recordsOf(found, among = null, placed = false) {
  const records = new Map();
  for (const [head, list] of found) {
    const place = head & 3, number = head >> 2, others = among?.get(number);
    if (among && !others) continue;
    const slot = records.get(number) ?? new Map();
    for (const each of list) {
      const record = placed || place === HEADING ? Math.floor(each / PLACE) : each;
      if (others && !others.has(record)) continue;
      const mark = place === HEADING ? (each % PLACE === 0 ? IN_HEADING | BEGINS : IN_HEADING) : place === TEXT ? IN_TEXT : IN_SPELLING;
      slot.set(record, (slot.get(record) ?? 0) | mark);
    }
    if (slot.size) records.set(number, slot);
  }
  return records;
}

/** Of two findings by slot and record both. */
function united(one, other) {
  for (const [number, slot] of other) {
    if (!one.has(number)) { one.set(number, slot); continue; }
    const into = one.get(number);
    for (const [record, mark] of slot) into.set(record, (into.get(record) ?? 0) | mark);
  }
  return one;
}

const sizeOf = (records) => { let size = 0; for (const slot of records.values()) size += slot.size; return size; };

/** Which of these records have a word, by their own texts. */
async function lookedAt(index, records, word) {
  const rows = [];
  for (const [number, slot] of records) for (const record of slot.keys()) rows.push([number, record, index.row(number, record)]);
  const found = new Map();
  for (const [number, record, reading] of rows) {
    const row = await reading;
    const mark = markOf(row, word, row.traditional ? await index.table() : null);
    if (!mark) continue;
    if (!found.has(number)) found.set(number, new Map());
    found.get(number).set(record, mark);
  }
  return found;
}

function markOf(row, word, simplified) {
  const heading = folded(row.heading, simplified);
  let mark = heading.includes(word) ? IN_HEADING : 0;
  if (heading.startsWith(word)) mark |= BEGINS;
  if (row.texts.some((text) => folded(text, simplified).includes(word))) mark |= IN_TEXT;
  if (row.spelt.some((text) => text.includes(word))) mark |= IN_SPELLING;
  return mark;
}

/** By slot the records that have a word. `among`: those that can count at all, or null. `known`: those whose document number it is are known already. */
async function having(index, word, slots, among, known = false) {
  if (among && sizeOf(among) <= FEW) return lookedAt(index, among, word);
  const [texts, numbers] = await Promise.all([inTexts(index, word, slots, among), index.inSeries(word, among ?? slots, known)]);
  for (const [number, slot] of among ? numbers : []) for (const record of slot.keys()) if (!among.get(number)?.has(record)) slot.delete(record);
  return united(texts, numbers);
}

/** The same, but for what of a document number is more than its serial. */
async function inTexts(index, word, slots, among) {
  const letters = Array.from(word, point);
  if (letters.length === 1) {
    const grams = await index.beginning(letters[0]);
    return (await Promise.all(grams.map(async (gram) => recordsOf(occurrences(await gram.lists(), 0, slots), among)))).reduce(united, new Map());
  }
  // Of a long word every second gram will do: what lies between them is covered.
  const last = letters.length - 2;
  const places = Array.from({ length: last + 1 }, (_, place) => place).filter((place) => last < 9 || place % 2 === 0 || place === last);
  const grams = await Promise.all(places.map(async (place) => ({ place, ...await index.gram(letters[place], letters[place + 1]) })));
  if (grams.some(({ lists }) => !lists)) return new Map();
  grams.sort((a, b) => a.cost - b.cost || a.count - b.count);
  // First the records that have all grams, the cheapest first, until it costs less to look at what is left.
  let found = null, records = null, begun = 0;
  const few = (cost) => sizeOf(records) <= Math.max(FEW, cost / ROW);
  for (let at = 0, ahead = 0; at < grams.length; at += 1) {
    if (records && few(grams[at].cost)) return lookedAt(index, records, word);
    if (begun <= at) ahead = 0;
    for (; begun < grams.length && (begun <= at || ahead + grams[begun].cost <= AHEAD); begun += 1) { ahead += grams[begun].cost; grams[begun].read = grams[begun].lists(); grams[begun].read.catch(() => {}); }
    const list = occurrences(await grams[at].read, grams[at].place, slots);
    found = found ? common(found, list) : list;
    records = recordsOf(found, among);
  }
  const others = new Map([...found].filter(([head]) => (head & 3) !== HEADING));
  if (grams.length === 1 || !others.size) return records;
  // Then whether the grams stand where they should in the other texts, until every character of the word is covered.
  grams.sort((a, b) => a.apart - b.apart || a.count - b.count);
  const covered = new Set(), chosen = [];
  for (const gram of grams) {
    if (covered.has(gram.place) && covered.has(gram.place + 1)) continue;
    chosen.push(gram);
    covered.add(gram.place).add(gram.place + 1);
  }
  if (few(chosen.reduce((sum, { apart }) => sum + apart, 0))) return lookedAt(index, records, word);
  const exact = (await Promise.all(chosen.map(async (gram) => {
    const list = occurrences(await gram.lists(), gram.place, slots, await gram.places());
    return new Map([...list].filter(([head]) => others.has(head)));
  }))).reduce(common);
  const named = recordsOf(new Map([...found].filter(([head]) => (head & 3) === HEADING)), among);
  return united(named, recordsOf(exact, among, true));
}

/** What is asked for with a number: exactly that one, and those that begin so. `tooMany`: more begin so than can be told. */
async function numbered(index, question, simplified, slots) {
  const key = numberKey(question, simplified);
  const exact = new Map(), begun = new Map();
  if (Array.from(key).length < 4 || !/\p{N}/u.test(key)) return { key: "", exact, begun, tooMany: false };
  const entries = await index.numbers(key);
  for (const [number, slot, record] of entries ?? []) {
    if (!number.startsWith(key) || (slots && !slots.has(slot))) continue;
    const into = number === key ? exact : begun;
    if (!into.has(slot)) into.set(slot, new Set());
    into.get(slot).add(record);
  }
  return { key, exact, begun, tooMany: entries === null };
}

/** By slot the records that answer a question, each with its rank: 0 exact number, 1 name begins so, 2 in the name, 3 elsewhere, 4 by its spelling. */
async function ranked(index, question, simplified, slots) {
  const words = wordsOf(question, simplified);
  const asked = words.length ? numbered(index, question, simplified, slots) : null;
  let found = null;
  const marks = [];
  // A whole document number is in the table of numbers as well, where it costs less.
  const known = words.length === 1 && DOCUMENT.test(words[0]);
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    let bearing = await having(index, word, slots, found, known);
    if (known && ((await asked).tooMany || !(await asked).key)) bearing = await having(index, word, slots, found);
    marks.push([word, bearing]);
    if (!found) { found = bearing; continue; }
    const both = new Map();
    for (const [number, slot] of found) {
      const other = bearing.get(number);
      const kept = other && new Map([...slot].filter(([record]) => other.has(record)));
      if (kept?.size) both.set(number, kept);
    }
    found = both;
  }
  const ranks = new Map();
  const give = (number, record, rank) => {
    if (!ranks.has(number)) ranks.set(number, new Map());
    const slot = ranks.get(number);
    slot.set(record, Math.min(rank, slot.get(record) ?? 9));
  };
  for (const [number, slot] of found ?? []) {
    for (const record of slot.keys()) {
      const each = marks.map(([word, records]) => [word, records.get(number).get(record)]);
      let rank = 2;
      if (each.some(([, mark]) => !(mark & (IN_HEADING | IN_TEXT)))) rank = 4;
      else if (each.some(([, mark]) => !(mark & IN_HEADING))) rank = 3;
      else if (each.some(([word, mark]) => word === words[0] && mark & BEGINS)) rank = 1;
      give(number, record, rank);
    }
  }
  const numbers = await asked;
  for (const [number, records] of numbers?.exact ?? []) for (const record of records) give(number, record, 0);
  for (const [number, records] of numbers?.begun ?? []) for (const record of records) give(number, record, 3);
  return { words, ranks, tooMany: numbers?.tooMany ?? false };
}

/**
 * Answer a question. `slots`: the numbers of the slots to look into, or null. Gives the words that were looked for, by slot the records
 * with their ranks, and whether too many numbers begin as asked.
 */
export async function answer(index, question, slots = null) {
  const first = await ranked(index, question, null, slots);
  if (first.ranks.size || !/\p{Script=Han}/u.test(question)) return first;
  const table = await index.table();
  const simplified = wordsOf(question, table);
  return simplified.join(" ") === first.words.join(" ") ? first : ranked(index, question, table, slots);
}

/** What comes near to a question that nothing answers: a shorter number, or one character otherwise. Each with how many records it finds. */
export async function near(index, question) {
  const offers = [];
  const words = wordsOf(question, index.simplified);
  const key = numberKey(question, index.simplified);
  if (/\p{N}/u.test(key)) {
    const letters = Array.from(key);
    for (let length = letters.length - 1; length >= Math.max(4, letters.length - 4) && !offers.length; length -= 1) {
      const start = letters.slice(0, length).join("");
      const numbers = (await index.numbers(start))?.filter(([number]) => number.startsWith(start)) ?? [];
      for (const [number, slot, record] of numbers.slice(0, 3)) offers.push({ number, slot, record });
    }
  }
  if (words.length > 1) {
    for (const word of words.slice(0, 4)) {
      const count = sizeOf(await having(index, word, null, null));
      if (count) offers.push({ words: word, count });
    }
  } else if (words.length && !offers.length) {
    const letters = Array.from(words[0]);
    if (letters.length >= 3 && letters.length <= 16) offers.push(...await oneOtherwise(index, letters));
  }
  return offers.slice(0, 5);
}

/** Texts that differ from a word in one character: the parts before and behind it are found, with one place between them. */
async function oneOtherwise(index, letters) {
  const points = letters.map(point);
  const lists = await Promise.all(points.slice(0, -1).map(async (first, place) => {
    const gram = await index.gram(first, points[place + 1]);
    return gram && gram.cost + gram.apart < 60_000 ? occurrences(await gram.lists(), place, null, await gram.places()) : new Map();
  }));
  const offers = new Map(seriesOtherwise(index, letters.join("")).map((word) => [word, 1]));
  for (let wrong = 0; wrong < letters.length; wrong += 1) {
    const others = lists.filter((_, place) => place !== wrong && place !== wrong - 1);
    if (!others.length) continue;
    const found = others.reduce(common);
    for (const [head, list] of found) {
      for (const each of list.subarray(0, 3)) {
        const row = await index.row(head >> 2, Math.floor(each / PLACE));
        const place = head & 3;
        const texts = place === HEADING ? [row.heading] : place === TEXT ? row.texts : [];
        const pattern = new RegExp(letters.map((letter, number) => number === wrong ? "." : letter.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join(""), "u");
        const match = texts.map((text) => pattern.exec(folded(text, index.simplified))).find(Boolean);
        if (match && match[0] !== letters.join("")) offers.set(match[0], (offers.get(match[0]) ?? 0) + 1);
        if (offers.size >= 5) break;
      }
      if (offers.size >= 5) break;
    }
    if (offers.size >= 5) break;
  }
  const counted = await Promise.all([...offers.keys()].map(async (word) => ({ words: word.replace(YEAR, "〔$1〕"), count: sizeOf(await having(index, word, null, null)) })));
  return counted.filter(({ count }) => count);
}

/** The like in the series of document numbers, which the grams do not tell. */
function seriesOtherwise(index, word) {
  const [, head = "", serial = ""] = /^(.*?[^0-9号])([0-9]*号?)$/u.exec(word) ?? [];
  const letters = Array.from(head), found = new Set();
  for (const text of letters.length > 2 ? index.contents.series.flatMap(([, [texts]]) => texts) : []) {
    const parts = Array.from(text), last = parts.length - letters.length;
    for (let start = serial ? Math.max(0, last) : 0; start <= last; start += 1) {
      if (letters.filter((letter, place) => letter !== parts[start + place]).length === 1) found.add(parts.slice(start, start + letters.length).join("") + serial);
    }
  }
  return [...found].slice(0, 5);
}
