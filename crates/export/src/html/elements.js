// Making elements; text only ever becomes text.
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function s(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Characters that are not seen or turn the direction of what follows are shown by their numbers.
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const SPECIAL = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text) => text.replace(/[&<>"']/g, (c) => SPECIAL[c])
  .replace(UNSEEN, (c) => `<b class="unseen">U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}</b>`);

const number = (n) => n.toLocaleString('en');
const plural = (n, one, many = one + 's') => `${number(n)} ${n === 1 ? one : many}`;
const encodedPath = (path) => path.split('/').map(encodeURIComponent).join('/');
const fileLink = (path, line) => `#/f/${encodedPath(path)}${line ? ':' + line : ''}`;
const symbolLink = ({ id, def, path }) => (def === FILE ? fileLink(path) : `#/s/${id}`);

function crumbs(path, isFile) {
  const parts = path.split('/').filter(Boolean);
  const nav = h('nav', { class: 'crumbs', 'aria-label': 'Where it is' }, h('a', { href: '#/t/' }, 'root'));
  parts.forEach((part, at) => {
    const below = parts.slice(0, at + 1).join('/');
    const href = isFile && at === parts.length - 1 ? fileLink(below) : `#/t/${encodedPath(below)}`;
    nav.append(h('span', { 'aria-hidden': 'true' }, '/'), h('a', { href }, part));
  });
  return nav;
}

const kindTag = (kind) => h('span', { class: 'kind' }, kind.replace(/-/g, ' '));
// A member by its owner's name too: many bear the same.
const MEMBERS = new Set(['method', 'constructor', 'field', 'property', 'enum-member']);
const owned = ({ kind, name, fqn }) => (MEMBERS.has(kind) && fqn.match(/[^.:]+(?:\.|::)[^.:]+$/)?.[0]) || name || '(no name)';
const symbolAnchor = (of, text) => h('a', { href: symbolLink(of), class: 'sym', title: of.fqn }, text ?? owned(of));

// A titled part of a column; `closed` ones open by hand.
function part(title, count, children, closed) {
  if (!children.length) return null;
  return h('details', { class: 'part', open: !closed },
    h('summary', {}, h('h2', {}, title), count === null ? null : h('span', { class: 'count' }, number(count))), children);
}
