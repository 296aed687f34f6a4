// The source of a file. Colours come from facts alone: definitions, references, doc comments.
const BLOCK_LINES = 100;

// Marked ranges, none over another: names of definitions before references before comments.
function marks(data) {
  const ranges = [];
  data.defs.forEach(([, name], def) => { if (name[1] > name[0]) ranges.push({ at: name, rank: 0, def }); });
  data.sites.forEach(([span], site) => { if (span[1] > span[0]) ranges.push({ at: span, rank: 1, site }); });
  ranges.sort((a, b) => a.at[0] - b.at[0] || a.rank - b.rank);
  const plain = [];
  let end = 0;
  for (const range of ranges) {
    if (range.at[0] >= end) { plain.push(range); end = range.at[1]; }
  }
  const docs = data.defs.map((def) => def[2]).filter(([from, to]) => to > from)
    .filter(([from, to]) => !plain.some(({ at }) => at[0] < to && at[1] > from)).map((at) => ({ at, doc: true }));
  const all = plain.concat(docs).sort((a, b) => a.at[0] - b.at[0]);
  end = 0;
  return all.filter(({ at }) => at[0] >= end && ((end = at[1]), true));
}

function markedText(text, mark, file, data) {
  const inner = escaped(text);
  if (mark.doc) return `<span class="doc">${inner}</span>`;
  if (mark.def !== undefined) return `<a class="def" data-def="${mark.def}" href="${symbolLink(symbol(file, mark.def))}">${inner}</a>`;
  const site = data.sites[mark.site];
  const outcome = map.meta.outcomes[site[3]];
  const [first] = site[6];
  const kind = `ref ${outcome}${map.meta.roles[site[1]] === 'call' ? ' call' : ''}`;
  if (outcome === 'resolved' && Array.isArray(first)) {
    return `<a class="${kind}" data-site="${mark.site}" href="${symbolLink(symbol(...first))}">${inner}</a>`;
  }
  // Several targets, or none that is shown: no link is chosen for the reader.
  if (site[6].length) return `<button type="button" class="${kind}" data-site="${mark.site}">${inner}</button>`;
  return `<span class="${kind}" data-site="${mark.site}">${inner}</span>`;
}

// Lines as HTML, built in one pass over text and marks.
function linesOf(file, data) {
  const { source } = data;
  const lines = [''];
  const add = (text, wrap) => text.split('\n').forEach((piece, n) => {
    if (n) lines.push('');
    const shown = piece.endsWith('\r') ? piece.slice(0, -1) : piece;
    if (shown) lines[lines.length - 1] += wrap ? wrap(shown) : escaped(shown);
  });
  let at = 0;
  for (const mark of marks(data)) {
    add(source.slice(at, mark.at[0]));
    add(source.slice(...mark.at), (piece) => markedText(piece, mark, file, data));
    at = mark.at[1];
  }
  add(source.slice(at));
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

const lineAt = (source, offset) => {
  let line = 1;
  for (let at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1)) line++;
  return line;
};

// The whole file; `target` is a line, `range` the lines of a definition.
function sourceView(file, data, target, range) {
  const { path } = map.files[file];
  const link = escaped(fileLink(path));
  const lines = linesOf(file, data).map((html, n) => {
    const line = n + 1;
    const inside = range && line >= range[0] && line <= range[1] ? ' in' : '';
    const hit = line === target ? ' hit' : '';
    return `<div class="l${inside}${hit}" id="L${line}"><a class="n" tabindex="-1" href="${link}:${line}">${line}</a><code>${html}</code></div>`;
  });
  const body = h('div', { class: 'code', translate: 'no' });
  for (let from = 0; from < lines.length; from += BLOCK_LINES) {
    const part = lines.slice(from, from + BLOCK_LINES);
    const block = h('div', { class: part.length === BLOCK_LINES ? 'block' : '' });
    block.innerHTML = part.join('');
    body.append(block);
  }
  const box = h('div', { class: 'source', tabindex: '0', role: 'region', 'aria-label': `Source of ${path}` }, body);
  box.addEventListener('mouseover', (event) => tipOf(event, file, data));
  box.addEventListener('focusin', (event) => tipOf(event, file, data));
  box.addEventListener('click', (event) => {
    if (event.target.closest('button.ref')) { tipOf(event, file, data); tip.dataset.pinned = '1'; event.stopPropagation(); }
  });
  return box;
}

function showLine(box, line) {
  const element = line && box.querySelector(`#L${line}`);
  if (element) box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}

// What is known of a name, beside it.
const tip = $('tip');
function hideTip() { tip.hidden = true; delete tip.dataset.pinned; }

function tipOf(event, file, data) {
  const element = event.target.closest('[data-site],[data-def]');
  if (tip.dataset.pinned && event.type === 'mouseover') return;
  if (!element) { hideTip(); return; }
  tip.replaceChildren(...(element.dataset.def ? tipOfDefinition(data, +element.dataset.def, file) : tipOfSite(data, +element.dataset.site, file)));
  delete tip.dataset.pinned;
  tip.hidden = false;
  const box = element.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8));
  const below = box.bottom + 4;
  tip.style.left = left + 'px';
  tip.style.top = (below + tip.offsetHeight > innerHeight ? Math.max(8, box.top - tip.offsetHeight - 4) : below) + 'px';
}

function tipOfDefinition(data, def, file) {
  const of = symbol(file, def);
  return [h('code', {}, data.defs[def][4] || of.fqn), h('p', {}, `${of.kind} ${of.fqn}`)];
}

function tipOfSite(data, number, file) {
  const site = reference(data.sites[number], data.source);
  const known = site.rule ? `by ${site.rule}` : site.reason ?? '';
  const what = { candidates: 'could be', dispatch: 'one of a proved set' }[site.outcome] ?? site.outcome;
  const lines = [h('p', {}, h('b', {}, what), ' ', h('span', { class: 'quiet' }, [site.role, known, site.rule && site.reason].filter(Boolean).join(' · ')))];
  for (const target of site.targets.slice(0, 12)) {
    if (!Array.isArray(target)) { lines.push(h('p', {}, `${target} `, h('span', { class: 'quiet' }, 'not in this page'))); continue; }
    const of = symbol(...target);
    const signature = of.file === file && of.def !== FILE ? data.defs[of.def][4] : '';
    if (signature) lines.push(h('code', {}, signature));
    lines.push(h('p', {}, symbolAnchor(of, of.fqn), ' ', h('span', { class: 'quiet' }, `${of.kind} · ${of.path}:${of.line}`)));
    if (!signature) awaitSignature(lines.at(-1), target);
  }
  if (site.targets.length > 12) lines.push(h('p', { class: 'quiet' }, `and ${site.targets.length - 12} more`));
  return lines;
}

// The signature stands in the target's file, which may have to be decoded first.
function awaitSignature(before, [file, def]) {
  if (def === FILE) return;
  fileChunk(file).then((data) => before.isConnected && before.before(h('code', {}, data.defs[def][4])));
}
