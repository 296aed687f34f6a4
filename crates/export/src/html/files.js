// The beginning, and the tree of files.
function tree() {
  const root = { name: '', path: '', dirs: new Map(), files: [], count: 0, lines: 0, outcomes: [0, 0, 0, 0, 0, 0] };
  map.files.forEach(({ path, lines, outcomes }, n) => {
    const parts = path.split('/');
    let at = root;
    const add = (dir) => { dir.count++; dir.lines += lines; outcomes.forEach((sites, kind) => { dir.outcomes[kind] += sites; }); };
    add(root);
    for (const name of parts.slice(0, -1)) {
      if (!at.dirs.has(name)) at.dirs.set(name, { name, path: at.path ? `${at.path}/${name}` : name, dirs: new Map(), files: [], count: 0, lines: 0, outcomes: [0, 0, 0, 0, 0, 0] });
      at = at.dirs.get(name);
      add(at);
    }
    at.files.push(n);
  });
  return root;
}
const theTree = once(tree);

function directory(path) {
  let at = theTree();
  for (const name of path.split('/').filter(Boolean)) at = at?.dirs.get(name);
  return at;
}

// How references ended, as a bar and in words.
function outcomeBar(outcomes) {
  const total = outcomes.reduce((a, b) => a + b, 0);
  if (!total) return null;
  const svg = s('svg', { class: 'bar', viewBox: '0 0 1000 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  const legend = h('ul', { class: 'legend' });
  let x = 0;
  map.meta.outcomes.forEach((name, kind) => {
    const share = (outcomes[kind] / total) * 1000;
    svg.append(s('rect', { x, y: 0, width: share, height: 8, class: `o-${name}` }));
    x += share;
    if (outcomes[kind]) legend.append(h('li', { class: `o-${name}` }, `${name} ${number(outcomes[kind])}`));
  });
  return h('div', { class: 'outcomes', role: 'group', 'aria-label': 'How references ended' }, svg, legend);
}

function rowsOf(dir) {
  const dirs = [...dir.dirs.values()].map((below) => h('li', {},
    h('a', { href: `#/t/${encodedPath(below.path)}` }, below.name + '/'), h('span', { class: 'lines' }, `${plural(below.count, 'file')} · ${plural(below.lines, 'line')}`)));
  const files = dir.files.map((n) => h('li', {}, h('a', { href: fileLink(map.files[n].path) }, map.files[n].path.split('/').pop()),
    h('span', { class: 'lines' }, `${plural(map.files[n].defs, 'definition')} · ${plural(map.files[n].lines, 'line')}`)));
  return h('ul', { class: 'tree' }, bounded([...dirs, ...files]));
}

function treePage(path) {
  const dir = directory(path);
  if (!dir) return missing(`There is no directory ${path} in this page.`);
  const title = path || 'Files';
  return { page: h('div', { class: 'sheet' }, path ? crumbs(path, false) : null, h('h1', { tabindex: '-1' }, title),
    h('p', { class: 'quiet' }, `${plural(dir.count, 'file')} · ${plural(dir.lines, 'line')} · `, h('a', { href: `#/m/${encodedPath(path)}` }, 'module map')), outcomeBar(dir.outcomes), rowsOf(dir)) };
}

function startPage() {
  const root = theTree();
  const languages = [...grouped(map.files, (file) => file.language)].sort((a, b) => b[1].length - a[1].length);
  return { page: h('div', { class: 'sheet' },
    h('h1', { tabindex: '-1' }, 'Map of a repository'),
    h('p', { class: 'lead' }, `${plural(root.count, 'file')}, ${plural(map.kind.length, 'definition')}, ${plural(root.outcomes.reduce((a, b) => a + b, 0), 'reference')}.`),
    h('p', { class: 'quiet' }, languages.map(([name, files]) => `${name} ${number(files.length)}`).join(' · ')),
    outcomeBar(root.outcomes),
    h('p', { class: 'quiet keys' }, h('kbd', {}, '/'), ' searches · ', h('kbd', {}, '↑'), ' ', h('kbd', {}, '↓'), ' ', h('kbd', {}, '↵'), ' choose · ', h('a', { href: '#/m/' }, 'module map')),
    rowsOf(root)) };
}

const missing = (what) => ({ page: h('div', { class: 'sheet' }, h('h1', { tabindex: '-1' }, 'Not here'), h('p', {}, what)) });
