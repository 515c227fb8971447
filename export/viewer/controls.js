// The filter panel: sliders, types, groups, look.
import { byId, make, show } from './dom.js';
import { swatch } from './pens.js';
import { wordFor } from './words.js';

const steps = 1000;

/** A slider over values that run over several powers of ten. */
function logScale(least, most, whole) {
  const shift = least > 0 ? 0 : 1 - least, low = Math.log(least + shift);
  const width = Math.log(Math.max(most, least + 1e-9) + shift) - low || 1;
  const round = whole ? Math.round : (value) => +value.toPrecision(3);
  return {
    toValue: (step) => (step <= 0 ? least : step >= steps ? most : round(Math.exp(low + width * step / steps) - shift)),
    toStep: (value) => steps * (Math.log(Math.max(least, Math.min(most, value)) + shift) - low) / width,
  };
}

/** A slider over values that may be below nought, such as NPMI. */
function evenScale(least, most) {
  const width = most - least || 1;
  return {
    toValue: (step) => (step <= 0 ? least : step >= steps ? most : +(least + width * step / steps).toPrecision(3)),
    toStep: (value) => steps * (value - least) / width,
  };
}

function range(values) {
  let least = Infinity, most = -Infinity;
  for (const value of values) if (!Number.isNaN(value)) { least = Math.min(least, value); most = Math.max(most, value); }
  return least <= most ? [least, most] : [0, 0];
}

function wireSlider(id, scale, read, write, text) {
  const input = byId(id), output = byId(`${id.replace('-min', '')}-out`);
  input.addEventListener('input', () => write(scale().toValue(Number(input.value))));
  return () => {
    input.value = scale().toStep(read());
    output.textContent = text(read());
    input.setAttribute('aria-valuetext', output.textContent);
  };
}

/** A question mark that shows and hides what a word means. */
function wireHint(id, text) {
  const ask = byId(`${id}-ask`), hint = byId(`${id}-hint`);
  ask.addEventListener('click', () => {
    hint.hidden = !hint.hidden;
    ask.setAttribute('aria-expanded', String(!hint.hidden));
  });
  return () => {
    const now = text();
    hint.textContent = now ?? '';
    ask.hidden = !now;
    if (!now) hint.hidden = true;
  };
}

function wireLinks(graph, store, meaning) {
  const { state, change } = store, size = Math.max(1, graph.edges.size);
  const topScale = logScale(1, size, true);
  const top = wireSlider('top', () => topScale, () => Math.min(state.top, size), (value) => change({ top: value }),
                         (value) => (value >= size ? `all ${show(size)}` : show(value)));
  const [least, most] = range(graph.weight), weightScale = logScale(least, most, false);
  const weight = wireSlider('weight', () => weightScale, () => Math.max(least, state.minWeight),
                            (value) => change({ minWeight: value <= least ? 0 : value }), show);
  return [top, weight, wireHint('weight', () => meaning('edges', 'weight')), wireMeasure(graph, store, meaning)];
}

/** One slider for the count and every other number that edges carry. */
function wireMeasure(graph, { state, change }, meaning) {
  const columns = measuresOf(graph), pick = byId('measure');
  byId('measure-row').hidden = columns.length === 0;
  if (columns.length === 0) return () => {};
  pick.append(...columns.map(({ name }) => make('option', { value: name }, `${wordFor(name)} at least`)));
  pick.addEventListener('change', () => change({ measure: pick.value, minMeasure: null }));
  const scales = new Map();
  const current = () => measureOf(graph, state);
  const scale = () => {
    const column = current();
    if (!scales.has(column)) {
      const [least, most] = range(graph.edges.numbers(column, NaN));
      scales.set(column, { least, ...(column.type === 'integer' && least >= 0 ? logScale(least, most, true) : evenScale(least, most)) });
    }
    return scales.get(column);
  };
  const update = wireSlider('measure-min', scale, () => state.minMeasure ?? scale().least,
                            (value) => change({ minMeasure: value <= scale().least ? null : value, measure: current().name }), show);
  const explain = wireHint('measure', () => meaning('edges', current().name));
  return () => { pick.value = current().name; update(); explain(); };
}

const measuresOf = (graph) => graph.edges.numeric.filter(({ role }) => role !== 'weight');

/** The column that the measure slider works on. */
export const measureOf = (graph, state) => {
  const columns = measuresOf(graph);
  return columns.find(({ name }) => name === state.measure) ?? columns.find(({ type }) => type === 'integer') ?? columns[0];
};

/** Ticked lines of a legend; `name` is the part of the state that lists what is hidden. */
function wireLegend(id, entries, { state, change }, name, swatchOf) {
  const box = byId(id), few = 9;
  let all = entries.length <= few + 2;
  const toggle = (key) => {
    const hidden = new Set(state[name]);
    if (!hidden.delete(key)) hidden.add(key);
    change({ [name]: [...hidden] });
  };
  const only = (key) => {
    const others = entries.map((entry) => entry.key).filter((other) => other !== key);
    const isAlone = state[name].length === others.length && !state[name].includes(key);
    change({ [name]: isAlone ? [] : others });
  };
  const row = (entry) => {
    const shown = !state[name].includes(entry.key);
    return make('div', { class: 'row' },
      make('label', { class: shown ? '' : 'off', title: entry.name },
        make('input', { type: 'checkbox', checked: shown, onchange: () => toggle(entry.key) }),
        swatchOf(entry), make('span', { class: 'name' }, entry.name), make('span', { class: 'number' }, show(entry.count))),
      make('button', { class: 'only', title: `Show only ${entry.name}`, onclick: () => only(entry.key) }, 'only'));
  };
  return () => {
    const at = [...box.querySelectorAll('input, button')].indexOf(document.activeElement);
    box.replaceChildren(...entries.slice(0, all ? entries.length : few).map(row));
    if (!all) box.append(make('button', { class: 'plain', onclick: () => { all = true; box.lastChild.remove(); box.append(...entries.slice(few).map(row)); } }, `All ${entries.length} groups`));
    if (at >= 0) [...box.querySelectorAll('input, button')][at]?.focus();
  };
}

function wireLook(graph, { state, change }) {
  const choices = [...document.querySelectorAll('#colouring input')];
  byId('colouring').hidden = !(graph.hasKinds && graph.hasGroups);
  for (const choice of choices) choice.addEventListener('change', () => change({ colour: choice.value }));
  const ticks = ['labels', 'lone'];
  for (const id of ticks) byId(id).addEventListener('change', () => change({ [id]: byId(id).checked ? 'yes' : 'no' }));
  return (look) => {
    for (const choice of choices) choice.checked = choice.value === look.colouring;
    for (const id of ticks) byId(id).checked = state[id] === 'yes';
  };
}

/** Wires the panel; gives a function that shows the state in it. */
export function wireControls(graph, store, kinds, groups, meaning) {
  let look;
  const updates = wireLinks(graph, store, meaning);
  byId('kinds-section').hidden = kinds.length < 2;
  byId('groups-section').hidden = groups.length < 2;
  updates.push(wireLegend('kinds', kinds, store, 'hiddenKinds',
    ({ shape, slot }) => swatch(shape, look.colouring === 'kind' ? look.colourOf(slot) : look.theme.faint)));
  updates.push(wireLegend('groups', groups, store, 'hiddenGroups',
    ({ slot }) => swatch('circle', look.colouring === 'group' ? look.colourOf(slot) : look.theme.other)));
  updates.push(wireLook(graph, store));
  byId('reset').addEventListener('click', () => store.reset());
  return (now) => {
    look = now;
    for (const update of updates) update(now);
  };
}
