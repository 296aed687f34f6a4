// The page of a definition, and of a file: referrers left, source in the middle, what it refers to right.
async function symbolPage(of) {
  const data = await fileChunk(of.file);
  const [whole, , , parent, signature, visibility, modifiers, condition] = data.defs[of.def];
  const range = [lineAt(data.source, whole[0]), lineAt(data.source, whole[1])];
  const facts = [visibility !== 'default' && visibility, ...modifiers, condition && `if ${condition}`].filter(Boolean);
  const around = parent === FILE ? null : symbol(of.file, parent);
  const head = h('div', { class: 'head' },
    crumbs(of.path, true),
    h('h1', { tabindex: '-1' }, kindTag(of.kind), ' ', of.name || '(no name)'),
    h('p', { class: 'quiet fqn' }, around ? ['in ', symbolAnchor(around, around.fqn), ' · '] : null, `${of.fqn} · line ${of.line}`, facts.length ? ` · ${facts.join(', ')}` : ''),
    signature && h('code', { class: 'signature' }, signature));
  const { parts } = await incoming(of);
  return columns(head, parts, sourceView(of.file, data, of.line, range), outgoing(of, data), ['Callers', 'Callees'], of.line);
}

async function filePage(file, line) {
  const data = await fileChunk(file);
  const of = symbol(file, FILE);
  const info = map.files[file];
  const head = h('div', { class: 'head' },
    crumbs(of.path, true),
    h('h1', { tabindex: '-1' }, kindTag('file'), ' ', of.name),
    h('p', { class: 'quiet' }, `${info.language} · ${plural(info.lines, 'line')} · ${plural(info.defs, 'definition')}`, data.lossy && ' · bytes that are not UTF-8 are shown as \ufffd'),
    outcomeBar(info.outcomes));
  const { parts } = await incoming(of);
  const needs = await filesAround(file);
  const notes = data.diagnostics.map(([at, message]) => h('li', {}, message, lineLinks(of.path, [at])));
  const left = [part('Used by', needs.usedBy.length, fileCounts(needs.usedBy)), ...parts, part('Diagnostics', notes.length, notes.length ? [h('ul', {}, bounded(notes))] : [], true)];
  const right = [membersPart(of, data), part('Depends on', needs.uses.length, fileCounts(needs.uses)), ...outgoing(of, data).filter((part) => part.querySelector('h2').textContent !== 'Definitions')];
  return columns(head, left.filter(Boolean), sourceView(file, data, line), right.filter(Boolean), ['Used by', 'Outline'], line);
}

function columns(head, left, source, right, [leftName, rightName], line) {
  const none = (what) => h('p', { class: 'note' }, what);
  const page = h('div', { class: 'reader' }, head,
    h('aside', { class: 'side left', 'aria-label': leftName }, left.length ? left : none('Nothing in this page refers to it.')),
    source,
    h('aside', { class: 'side right', 'aria-label': rightName }, right.length ? right : none('It refers to nothing.')));
  return { page, shown: () => showLine(source, line) };
}

async function filesAround(file) {
  const all = await dependencies();
  const [files, counts] = all[file];
  const usedBy = [];
  all.forEach(([to, counts], from) => { const at = to.indexOf(file); if (at >= 0) usedBy.push([from, counts[at]]); });
  return { uses: files.map((to, at) => [to, counts[at]]), usedBy };
}

function fileCounts(pairs) {
  const list = pairs.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([file, count]) => h('li', {},
    h('a', { href: fileLink(map.files[file].path) }, map.files[file].path), h('span', { class: 'lines' }, number(count))));
  return list.length ? [h('ul', {}, bounded(list))] : [];
}
