// Routes: `#/`, `#/s/ID`, `#/f/path:line`, `#/t/directory`, `#/m/directory`.
async function pageOf(hash) {
  const [, kind, rest] = /^#\/(?:([sftm])\/(.*))?$/.exec(hash) ?? [];
  let path;
  try { path = decodeURIComponent(rest ?? ''); } catch { return missing('The address cannot be read.'); }
  if (kind === 's') {
    const of = /^[0-9a-f]{32}$/.test(path) ? symbolById(path) : null;
    if (!of) return missing(`No definition of this page has the id ${path}.`);
    return of.def === FILE ? filePage(of.file) : symbolPage(of);
  }
  if (kind === 'f') {
    const [, before, line] = map.number.has(path) ? [0, path] : /^(.*?)(?::(\d+))?$/s.exec(path);
    const file = map.number.get(before);
    return file === undefined ? missing(`There is no file ${before} in this page.`) : filePage(file, line && +line);
  }
  if (kind === 't') return treePage(path);
  return kind === 'm' ? modulePage(path) : startPage();
}

let turn = 0;
async function show() {
  // A link to a part of this page is no route.
  if (location.hash === '#main') return;
  const mine = ++turn;
  hideTip();
  openResults(false);
  const { page, shown } = await pageOf(location.hash).catch((error) => missing(`This cannot be shown: ${error.message}`));
  if (mine !== turn) return;
  $('main').replaceChildren(page);
  const heading = page.querySelector('h1');
  document.title = `${heading.textContent.trim()} – Magellan`;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
  shown?.();
}

async function start() {
  await readIndex();
  const { tool_version: tool, digest, files, version } = map.meta;
  $('footer').replaceChildren(h('span', {}, `Magellan ${tool}`), h('span', {}, `page format ${version}`), h('span', {}, plural(files, 'file')), h('span', { class: 'digest' }, `digest ${digest}`));
  addEventListener('hashchange', show);
  queryBox.addEventListener('input', showResults);
  queryBox.addEventListener('focus', () => queryBox.value && showResults());
  queryBox.addEventListener('keydown', searchKeys);
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hideTip();
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && document.activeElement !== queryBox) { event.preventDefault(); queryBox.select(); queryBox.focus(); }
  });
  addEventListener('click', (event) => {
    if (!event.target.closest('.search')) openResults(false);
    if (!event.target.closest('#tip')) hideTip();
  });
  await show();
}

start().catch((error) => $('main').replaceChildren(h('p', { class: 'wait' }, `The page cannot be read: ${error.message}`)));
