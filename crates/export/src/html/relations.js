// Lists of who refers to a definition and of what it refers to.
const MANY = 200;
const isProved = ({ outcome }) => outcome === 'resolved' || outcome === 'dispatch';

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const of = key(item);
    if (!groups.has(of)) groups.set(of, []);
    groups.get(of).push(item);
  }
  return groups;
}

const dispatchTag = (items) => items.some(({ outcome }) => outcome === 'dispatch')
  && h('span', { class: 'tag', title: 'Which of a proved set runs is decided at run time' }, 'dispatch');
const lineLinks = (path, lines) => h('span', { class: 'lines' },
  [...new Set(lines)].slice(0, 8).map((line) => h('a', { href: fileLink(path, line), 'aria-label': `line ${line}` }, line)), lines.length > 8 && '…');

// References by file, then by the definition that they stand in.
function byReferrer(rows, withReason) {
  const files = [...grouped(rows, (row) => row.from)];
  const list = files.map(([from, rows]) => h('div', { class: 'group' },
    h('h3', {}, h('a', { href: fileLink(map.files[from].path) }, map.files[from].path)),
    h('ul', {}, [...grouped(rows, (row) => row.within)].map(([within, rows]) => h('li', {},
      symbolAnchor(symbol(from, within), within === FILE ? 'file level' : undefined), ' ', dispatchTag(rows),
      withReason && h('span', { class: 'why' }, rows[0].reason ?? ''),
      lineLinks(map.files[from].path, rows.map((row) => row.line)))))));
  return bounded(list);
}

// The first of a long list, the rest when asked for.
function bounded(list) {
  if (list.length <= MANY) return list;
  const more = h('button', { type: 'button', class: 'more' }, `${number(list.length - MANY)} more`);
  more.addEventListener('click', () => more.replaceWith(...list.slice(MANY)));
  return [...list.slice(0, MANY), more];
}

const orNone = (of, list, what) => (list.length || of.def === FILE ? list : [h('p', { class: 'note' }, what)]);

async function incoming(of) {
  const rows = await referrers(of.file, of.def);
  const isBase = (row) => row.role === 'inherit' || row.role === 'implement';
  const proved = rows.filter(isProved);
  const calls = proved.filter((row) => row.role === 'call');
  const below = proved.filter(isBase);
  const others = proved.filter((row) => row.role !== 'call' && !isBase(row));
  const maybe = rows.filter((row) => row.outcome === 'candidates');
  return {
    calls, maybe,
    parts: [
      part('Callers', calls.length, orNone(of, byReferrer(calls), 'No call is proved to reach it.')),
      part('Below it', below.length, byReferrer(below)),
      part('Other references', others.length, byReferrer(others), calls.length > 12),
      part('Could be', maybe.length, byReferrer(maybe, true), true),
      await unresolvedPart(of),
    ].filter(Boolean),
  };
}

async function unresolvedPart(of) {
  const counts = of.def === FILE ? null : (await unresolvedNames()).get(of.name);
  if (!counts) return null;
  const total = counts.reduce((sum, [, sites]) => sum + sites, 0);
  return part('Unresolved', total, [
    h('p', { class: 'note' }, `References that spell “${of.name}” and of which nothing is proved; any may be of this definition or not.`),
    h('ul', {}, counts.map(([reason, sites]) => h('li', {}, map.meta.reasons[reason - 1] ?? 'no reason', h('span', { class: 'lines' }, number(sites)))))], true);
}

// What stands in a definition, by target.
function outgoing(of, data) {
  const sites = data.sites.map((site) => reference(site, data.source)).filter((site) => site.within === of.def);
  const line = lineCounter(data.source);
  sites.forEach((site) => { site.line = line(site.span[0]); });
  const isBase = (site) => site.role === 'inherit' || site.role === 'implement';
  const proved = sites.filter(isProved);
    const maybe = sites.filter((site) => site.outcome === 'candidates');
  const outside = sites.filter((site) => site.outcome === 'external');
  const unknown = sites.filter((site) => site.outcome === 'unresolved');
  const calls = proved.filter((site) => site.role === 'call');
  const others = proved.filter((site) => site.role !== 'call' && !isBase(site));
  const above = sites.filter(isBase);
  return [
    part('Callees', calls.length, orNone(of, byTarget(calls, of), 'No call in it is proved to reach something here.')),
    part('Above it', above.length, byTarget(above, of)),
    membersPart(of, data),
    part('Other references', others.length, byTarget(others, of), calls.length > 12),
    part('Could be', maybe.length, byTarget(maybe, of), true),
    part('Unresolved', unknown.length, byName(unknown, of), true),
    part('Outside', outside.length, byName(outside, of), true),
  ].filter(Boolean);
}

// Tells lines of ascending offsets.
function lineCounter(source) {
  let line = 1, at = source.indexOf('\n');
  return (offset) => {
    while (at >= 0 && at < offset) { line++; at = source.indexOf('\n', at + 1); }
    return line;
  };
}

function byTarget(sites, of) {
  const list = [...grouped(sites, (site) => JSON.stringify([site.targets, site.targets.length ? '' : site.name]))].map(([, sites]) => {
    const [{ targets, outcome, reason, name }] = sites;
    const shown = outcome === 'resolved' ? targets.slice(0, 1) : targets;
    const several = shown.length !== 1 || outcome === 'candidates';
    return h('li', {}, several && h('span', {}, name, ' '), dispatchTag(sites),
      outcome === 'candidates' && h('span', { class: 'why' }, reason ?? ''), !shown.length && h('span', { class: 'why' }, outcome),
      lineLinks(of.path, sites.map((site) => site.line)),
      several ? h('ul', {}, bounded(shown.map((target) => h('li', {}, targetLine(target, of, true))))) : targetLine(shown[0], of));
  });
  return list.length ? [h('ul', { class: 'targets' }, bounded(list))] : [];
}

function targetLine(target, of, withLine) {
  if (!Array.isArray(target)) return h('span', {}, target, ' ', h('span', { class: 'quiet' }, 'not in this page'));
  const to = symbol(...target);
  return h('span', {}, symbolAnchor(to), withLine ? h('span', { class: 'at' }, `${to.path}:${to.line}`) : to.path !== of.path && h('span', { class: 'at' }, to.path));
}

function byName(sites, of) {
  const list = [...grouped(sites, (site) => site.name)].map(([name, sites]) => h('li', {},
    h('span', {}, name), ' ', h('span', { class: 'why' }, sites[0].reason ?? ''), lineLinks(of.path, sites.map((site) => site.line))));
  return list.length ? [h('ul', {}, bounded(list))] : [];
}

function membersPart(of, data) {
  const members = data.defs.map((def, n) => [def, n]).filter(([def]) => def[3] === of.def).map(([, n]) => symbol(of.file, n));
  const list = members.map((member) => h('li', {}, symbolAnchor(member, member.name || '(no name)'), ' ', kindTag(member.kind), lineLinks(of.path, [member.line])));
  return part(of.def === FILE ? 'Definitions' : 'Members', members.length, list.length ? [h('ul', {}, bounded(list))] : []);
}
