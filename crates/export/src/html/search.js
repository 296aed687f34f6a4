// Search over names: a name itself before its beginning before its middle, shorter before longer.
const HITS = 50;
const lowered = once(() => ({ name: map.name.map((name) => name.toLowerCase()), fqn: map.fqn.map((fqn) => fqn.toLowerCase()), path: map.files.map(({ path }) => path.toLowerCase()) }));

function rank(name, query) {
  if (name === query) return 0;
  const at = name.indexOf(query);
  return at === 0 ? 1 : at > 0 ? (/[^a-z0-9]/.test(name[at - 1]) ? 2 : 3) : -1;
}

function search(text) {
  const query = text.trim().toLowerCase();
  if (!query) return [];
  const { name, fqn, path } = lowered();
  const hits = [];
  const add = (rank, length, make) => hits.push({ rank, length, at: hits.length, make });
  path.forEach((path, file) => {
    const found = rank(path.slice(path.lastIndexOf('/') + 1), query);
    if (found >= 0) add(found, path.length, () => symbol(file, FILE));
    else if (path.includes(query)) add(4, path.length, () => symbol(file, FILE));
  });
  for (let row = 0; row < name.length; row++) {
    let found = rank(name[row], query);
    if (found < 0 && fqn[row].includes(query)) found = fqn[row].endsWith(query) ? 2 : 5;
    if (found >= 0) add(found, fqn[row].length, () => symbol(map.file[row], row - map.base[map.file[row]]));
  }
  hits.sort((a, b) => a.rank - b.rank || a.length - b.length || a.at - b.at);
  return Object.assign(hits.slice(0, HITS).map(({ make }) => make()), { total: hits.length });
}

const queryBox = $('query'), resultList = $('results');
let chosen = -1;

function showResults() {
  const found = search(queryBox.value);
  chosen = found.length ? 0 : -1;
  const items = found.map((of, n) => h('li', { role: 'option', id: `option-${n}`, 'aria-selected': 'false' },
    h('a', { href: symbolLink(of), tabindex: '-1' }, h('span', { class: 'what' }, of.name || '(no name)', ' ', kindTag(of.kind)),
      h('span', { class: 'at' }, of.def === FILE ? of.path : `${of.fqn} · ${of.path}:${of.line}`))));
  if (queryBox.value.trim() && !items.length) items.push(h('li', { class: 'note' }, 'Nothing is called so.'));
  if (found.total > found.length) items.push(h('li', { class: 'note' }, `${number(found.total - found.length)} more; say more of the name`));
  resultList.replaceChildren(...items);
  openResults(items.length > 0);
  choose(chosen);
}

function openResults(open) {
  resultList.hidden = !open;
  queryBox.setAttribute('aria-expanded', String(open));
}

function choose(n) {
  const options = resultList.querySelectorAll('[role=option]');
  if (!options.length) { queryBox.removeAttribute('aria-activedescendant'); return; }
  chosen = (n + options.length) % options.length;
  options.forEach((option, at) => option.setAttribute('aria-selected', String(at === chosen)));
  options[chosen].scrollIntoView({ block: 'nearest' });
  queryBox.setAttribute('aria-activedescendant', options[chosen].id);
}

function searchKeys(event) {
  if (event.key === 'Escape') { openResults(false); queryBox.blur(); return; }
  if (resultList.hidden) return;
  if (event.key === 'ArrowDown') choose(chosen + 1);
  else if (event.key === 'ArrowUp') choose(chosen - 1);
  else if (event.key === 'Enter') resultList.querySelector('[aria-selected=true] a')?.click();
  else return;
  event.preventDefault();
}
