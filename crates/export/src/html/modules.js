// The map of modules: a matrix of what depends on what, below one directory.
const SHOWN = 60;

async function modulePage(path) {
  const dir = directory(path);
  if (!dir) return missing(`There is no directory ${path} in this page.`);
  // A directory with nothing but another in it says nothing.
  if (dir.dirs.size === 1 && !dir.files.length) return modulePage([...dir.dirs.values()][0].path);
  const { units, arcs, outside } = await between(dir);
  const order = layered(units.length, arcs);
  const shown = order.slice(0, SHOWN);
  const note = order.length > SHOWN ? ` The ${SHOWN} with most dependencies of ${order.length} are drawn.` : '';
  return { page: h('div', { class: 'sheet wide' },
    path ? crumbs(path, false) : null,
    h('h1', { tabindex: '-1' }, dir.path ? `Modules of ${dir.path}` : 'Modules'),
    h('p', { class: 'quiet' }, `A row depends on the columns that have a mark, by proved references. Users stand above what they use, so marks below the diagonal close circles.${note}`),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Matrix of dependencies' }, matrix(heaviest(shown, order, arcs, units), units, arcs)),
    h('h2', {}, 'In words'), words(order, units, arcs, outside)) };
}

// When not all can be drawn, those with most dependencies are, in their order.
function heaviest(shown, order, arcs) {
  if (shown.length === order.length) return shown;
  const weight = new Map(order.map((n) => [n, 0]));
  for (const [from, to, count] of each(arcs)) { weight.set(from, weight.get(from) + count); weight.set(to, weight.get(to) + count); }
  const chosen = new Set([...order].sort((a, b) => weight.get(b) - weight.get(a) || a - b).slice(0, SHOWN));
  return order.filter((n) => chosen.has(n));
}

function* each(arcs) {
  for (const [from, ends] of arcs.entries()) for (const [to, count] of ends) yield [from, to, count];
}

// The directories and files of a directory, and the references between them.
async function between(dir) {
  const units = [...dir.dirs.values()].map(({ name, path }) => ({ name: name + '/', href: `#/m/${encodedPath(path)}` }));
  const names = new Map([...dir.dirs.keys()].map((name, n) => [name + '/', n]));
  dir.files.forEach((n) => {
    const { path } = map.files[n];
    names.set(path.split('/').pop(), units.length);
    units.push({ name: path.split('/').pop(), href: fileLink(path) });
  });
  const prefix = dir.path ? dir.path + '/' : '';
  const unitOf = map.files.map(({ path }) => {
    if (!path.startsWith(prefix)) return undefined;
    const rest = path.slice(prefix.length);
    const slash = rest.indexOf('/');
    return names.get(slash < 0 ? rest : rest.slice(0, slash + 1));
  });
  const arcs = units.map(() => new Map());
  const outside = units.map(() => [0, 0]);
  (await dependencies()).forEach(([files, counts], file) => files.forEach((other, at) => {
    const [from, to] = [unitOf[file], unitOf[other]];
    if (from === undefined && to === undefined || from === to) return;
    if (to === undefined) outside[from][0] += counts[at];
    else if (from === undefined) outside[to][1] += counts[at];
    else arcs[from].set(to, (arcs[from].get(to) ?? 0) + counts[at]);
  }));
  return { units, arcs, outside };
}

// Users before what they use, with few references against the order (Eades, Lin and Smyth, 1993).
function layered(size, arcs) {
  const out = arcs.map((ends) => ends.size), into = Array(size).fill(0), users = arcs.map(() => []);
  for (const [from, to] of each(arcs)) { into[to]++; users[to].push(from); }
  const left = new Set(Array(size).keys()), first = [], last = [];
  const take = (n, list) => {
    list.push(n);
    left.delete(n);
    for (const to of arcs[n].keys()) into[to]--;
    for (const from of users[n]) out[from]--;
  };
  while (left.size) {
    const lone = [...left].find((n) => out[n] === 0);
    if (lone !== undefined) { take(lone, last); continue; }
    take([...left].reduce((best, n) => (out[n] - into[n] > out[best] - into[best] ? n : best)), first);
  }
  return first.concat(last.reverse());
}

function matrix(order, units, arcs) {
  const cell = 22, label = 34 + Math.min(220, Math.max(60, ...order.map((n) => units[n].name.length * 7.3)));
  const size = order.length * cell;
  const width = label + size + 1, height = size + 25;
  const most = Math.max(1, ...[...each(arcs)].map(([, , count]) => count));
  const svg = s('svg', { class: 'matrix', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'Dependencies; the same is told in words below' });
  order.forEach((from, row) => {
    const y = 24 + row * cell;
    const text = s('text', { x: label - 8, y: y + 15, 'text-anchor': 'end' }, short(units[from].name));
    text.append(s('title', {}, units[from].name));
    svg.append(s('a', { href: units[from].href, tabindex: '-1' }, text));
    svg.append(s('text', { x: label + row * cell + cell / 2, y: 16, 'text-anchor': 'middle', class: 'column' }, String(row + 1)));
    svg.append(s('text', { x: 0, y: y + 15, class: 'column' }, String(row + 1)));
    order.forEach((to, column) => {
      const count = arcs[from].get(to);
      const kind = row === column ? 'self' : count ? (column < row ? 'back' : 'on') : 'off';
      const rect = s('rect', { x: label + column * cell, y, width: cell - 1, height: cell - 1, class: kind });
      if (count) {
        rect.setAttribute('fill-opacity', (0.25 + 0.75 * (Math.log(count + 1) / Math.log(most + 1))).toFixed(2));
        rect.append(s('title', {}, `${units[from].name} → ${units[to].name}: ${plural(count, 'reference')}`));
      }
      svg.append(rect);
    });
  });
  return svg;
}

const short = (name) => (name.length > 30 ? name.slice(0, 29) + '…' : name);

function words(order, units, arcs, outside) {
  return h('ol', { class: 'tree words' }, bounded(order.map((n) => h('li', {}, h('a', { href: units[n].href }, units[n].name), ' ',
    h('span', { class: 'quiet' }, sentence(n, units, arcs, outside[n]))))));
}

function sentence(n, units, arcs, [leaving, arriving]) {
  const uses = [...arcs[n]].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const named = uses.slice(0, 6).map(([to, count]) => `${units[to].name} (${number(count)})`);
  if (uses.length > 6) named.push(`${uses.length - 6} more`);
  const users = [...each(arcs)].filter(([, to]) => to === n).length;
  return [named.length ? `uses ${named.join(', ')}` : 'uses nothing here', users ? `used by ${users} here` : null,
    leaving && `${plural(leaving, 'reference')} out of this directory`, arriving && `${plural(arriving, 'reference')} into it from elsewhere`].filter(Boolean).join(' · ');
}
