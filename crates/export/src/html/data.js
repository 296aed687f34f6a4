// Data of the page: chunks are decoded when they are asked for, and the last few files are kept.
const FILE = -1;
const $ = (id) => document.getElementById(id);
const decoded = new Map();
const KEPT = 24;

async function chunk(id) {
  const element = $(id);
  if (!element) return null;
  const text = element.textContent;
  const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(plain).text());
}

async function blocks(letter) {
  const ids = [];
  for (let n = 0; $(letter + n); n++) ids.push(letter + n);
  return (await Promise.all(ids.map(chunk))).flat();
}

function kept(id) {
  if (!decoded.has(id)) decoded.set(id, chunk(id));
  const value = decoded.get(id);
  decoded.delete(id);
  decoded.set(id, value);
  if (decoded.size > KEPT) decoded.delete(decoded.keys().next().value);
  return value;
}

// What is read once: file n is files[n], and its definition d is row base[n] + d of the columns.
const map = { meta: null, files: [], number: new Map(), base: [], kind: [], name: [], fqn: [], line: [], file: [], ids: [] };

async function readIndex() {
  const [meta, files, symbols] = await Promise.all([chunk('meta'), blocks('p'), blocks('s')]);
  map.meta = meta;
  files.forEach(([path, language, lines, defs, outcomes], n) => {
    map.files.push({ path, language, lines, defs, outcomes });
    map.number.set(path, n);
  });
  symbols.forEach(([kinds, names, fqns, lines, ids], n) => {
    map.base.push(map.kind.length);
    map.ids.push(ids);
    for (let d = 0; d < kinds.length; d++) {
      map.kind.push(kinds[d]);
      map.name.push(names[d]);
      map.fqn.push(fqns[d].startsWith('=') ? fqns[d].slice(1) : fqns[d] + names[d]);
      map.line.push(lines[d]);
      map.file.push(n);
    }
  });
}

const once = (make) => { let value; return () => (value ??= make()); };
const unresolvedNames = once(async () => new Map(await blocks('n')));
const dependencies = once(() => blocks('d'));

// Everything that is shown of a definition, or of a file as one.
function symbol(file, def) {
  const { path } = map.files[file];
  const id = map.ids[file].slice((def + 1) * 32, (def + 2) * 32);
  if (def === FILE) return { file, def, path, id, kind: 'file', name: path.split('/').pop(), fqn: path, line: 1 };
  const row = map.base[file] + def;
  return { file, def, path, id, kind: map.meta.kinds[map.kind[row]], name: map.name[row], fqn: map.fqn[row], line: map.line[row] };
}

function symbolById(id) {
  for (let file = 0; file < map.ids.length; file++) {
    for (let at = map.ids[file].indexOf(id); at >= 0; at = map.ids[file].indexOf(id, at + 1)) {
      if (at % 32 === 0) return symbol(file, at / 32 - 1);
    }
  }
  return null;
}

// A reference of a file by names instead of places in a list.
function reference([span, role, within, outcome, rule, reason, targets, name], source) {
  const { roles, outcomes, rules, reasons } = map.meta;
  return {
    span, within, targets, role: roles[role], outcome: outcomes[outcome], rule: rules[rule - 1], reason: reasons[reason - 1],
    name: name ?? source.slice(span[0], span[1]),
  };
}

const fileChunk = (n) => kept('f' + n);
async function referrers(file, def) {
  const { roles, outcomes, rules, reasons } = map.meta;
  const rows = (await kept('i' + file)) ?? [];
  return rows.filter((row) => row[0] === def).map(([, from, within, line, role, outcome, rule, reason]) => (
    { from, within, line, role: roles[role], outcome: outcomes[outcome], rule: rules[rule - 1], reason: reasons[reason - 1] }));
}
