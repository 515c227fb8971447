// The search field with its suggestions.
import { byId, make, show } from './dom.js';
import { swatch } from './pens.js';

const most = 12;

/** Lower case without marks, so that "muller" finds "Müller". */
export const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function rank(key, wanted) {
  if (key === wanted) return 0;
  if (key.startsWith(wanted)) return 1;
  const at = key.indexOf(wanted);
  if (at < 0) return Infinity;
  return /[\p{L}\p{N}]/u.test(key[at - 1]) ? 3 : 2;
}

/** Finds nodes by label or alias: [{node, alias}], the best first. */
export function makeFinder(graph) {
  const column = graph.nodes.withRole('aliases');
  let keys;
  const prepare = () => {
    keys = Array.from({ length: graph.nodes.size }, (_, n) => {
      const aliases = column ? graph.nodes.at(n, column) ?? [] : [];
      const list = Array.isArray(aliases) ? aliases : aliases.split(' | ');
      return { label: fold(graph.label(n)), aliases: list, folded: list.map(fold) };
    });
  };
  return (text, limit = most) => {
    const wanted = fold(text.trim()), found = [];
    if (!wanted) return found;
    if (!keys) prepare();
    for (const n of graph.byImportance) {
      const { label, aliases, folded } = keys[n];
      let best = rank(label, wanted), alias = null;
      if (best === Infinity) {
        folded.forEach((key, i) => {
          if (rank(key, wanted) + .5 < best) { best = rank(key, wanted) + .5; alias = aliases[i]; }
        });
      }
      if (best < Infinity) found.push({ node: n, alias, best });
    }
    return found.sort((a, b) => a.best - b.best).slice(0, limit);
  };
}

/** Wires the field; `choose(node)` is told what was picked. */
export function wireSearch(graph, find, lookNow, choose) {
  const field = byId('search'), list = byId('suggestions');
  let found = [], current = 0;

  const close = () => {
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };
  const mark = (index) => {
    current = (index + found.length) % found.length;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === current)));
    list.children[current].scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', `suggestion-${current}`);
  };
  const pick = (index) => {
    if (!found[index]) return;
    field.value = '';
    close();
    choose(found[index].node);
  };
  const item = ({ node, alias }, index) => make('li', {
    role: 'option', id: `suggestion-${index}`,
    onpointerdown: (event) => { event.preventDefault(); pick(index); },
  }, swatch(lookNow().shape(node), lookNow().colour(node)),
     make('span', {}, graph.label(node), alias ? make('em', {}, alias) : null),
     make('small', {}, show(graph.importance[node])));
  const update = () => {
    found = find(field.value);
    current = 0;
    list.replaceChildren(...found.map(item));
    if (!field.value.trim()) return close();
    if (found.length === 0) list.append(make('li', { class: 'none' }, 'No such name'));
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    if (found.length) mark(0);
  };

  field.addEventListener('input', update);
  field.addEventListener('focus', () => field.value && update());
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { field.value = ''; close(); field.blur(); byId('stage').focus(); }
    else if (list.hidden || found.length === 0) return;
    else if (event.key === 'ArrowDown') mark(current + 1);
    else if (event.key === 'ArrowUp') mark(current - 1);
    else if (event.key === 'Enter') pick(current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

