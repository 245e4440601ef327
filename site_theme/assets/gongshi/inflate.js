// Unpacks gzip where the browser cannot (before 2023): RFC 1951 and 1952, one member, no check of the sum.

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical Huffman code from the length of each symbol's word: how many words of each length, and the symbols in order. */
function code(lengths) {
  const counts = new Array(16).fill(0);
  for (const length of lengths) counts[length] += 1;
  counts[0] = 0;
  const symbols = lengths.map((length, symbol) => [length, symbol]).filter(([length]) => length).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, symbol]) => symbol);
  return { counts, symbols };
}

const FIXED = [
  code(Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8))),
  code(new Array(30).fill(5)),
];

/** The bytes of a gzip file as generator/search writes it: without name, comment or extra field. Throws where it is none. */
export function gunzip(data) {
  if (data[0] !== 31 || data[1] !== 139 || data[2] !== 8 || data[3] !== 0) throw new Error("not gzip");
  const size = new DataView(data.buffer, data.byteOffset + data.length - 4).getUint32(0, true);
  const out = new Uint8Array(size);
  let at = 10, held = 0, bits = 0, end = 0;

  const take = (count) => {
    while (bits < count) {
      if (at >= data.length) throw new Error("cut short");
      held |= data[at] << bits; at += 1; bits += 8;
    }
    const value = held & ((1 << count) - 1);
    held >>>= count; bits -= count;
    return value;
  };
  const symbol = ({ counts, symbols }) => {
    let word = 0, first = 0, place = 0;
    for (let length = 1; length < 16; length += 1) {
      word |= take(1);
      if (word - first < counts[length]) return symbols[place + word - first];
      place += counts[length];
      first = (first + counts[length]) << 1;
      word <<= 1;
    }
    throw new Error("no such word");
  };
  const codes = () => {
    const literals = take(5) + 257, distances = take(5) + 1, count = take(4) + 4;
    const lengths = new Array(19).fill(0);
    for (let place = 0; place < count; place += 1) lengths[ORDER[place]] = take(3);
    const outer = code(lengths), all = [];
    while (all.length < literals + distances) {
      const each = symbol(outer);
      if (each < 16) all.push(each);
      else if (each === 16) all.push(...new Array(take(2) + 3).fill(all[all.length - 1]));
      else all.push(...new Array(each === 17 ? take(3) + 3 : take(7) + 11).fill(0));
    }
    return [code(all.slice(0, literals)), code(all.slice(literals))];
  };

  let last = false;
  while (!last) {
    last = Boolean(take(1));
    const kind = take(2);
    if (kind === 0) {
      held = 0; bits = 0;
      const length = data[at] | (data[at + 1] << 8);
      out.set(data.subarray(at + 4, at + 4 + length), end);
      at += 4 + length; end += length;
      continue;
    }
    if (kind === 3) throw new Error("no such block");
    const [words, distances] = kind === 1 ? FIXED : codes();
    for (let each = symbol(words); each !== 256; each = symbol(words)) {
      if (each < 256) { out[end] = each; end += 1; continue; }
      const length = LENGTHS[each - 257] + take(LENGTH_BITS[each - 257]);
      const far = symbol(distances);
      const back = DISTANCES[far] + take(far < 2 ? 0 : (far >> 1) - 1);
      for (let copied = 0; copied < length; copied += 1) { out[end] = out[end - back]; end += 1; }
    }
  }
  if (end !== size) throw new Error("cut short");
  return out;
}
