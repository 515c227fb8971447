import { title } from './dom.js';

// Colours that stay apart for colour-blind readers: types by Okabe and Ito (jfly.uni-koeln.de/color),
// groups by Paul Tol's muted scheme (personal.sron.nl/~pault), its palest darkened on paper and all
// lightened in the dark. Types also differ by shape, so no meaning hangs on colour alone.



const kindColours = {
  light: ['#0072b2', '#d55e00', '#009e73', '#56b4e9', '#cc79a7', '#e69f00', '#8a8f98'],
  dark: ['#4ba3e3', '#f0843c', '#35c79b', '#9ad4f7', '#e3a3c8', '#f5c04e', '#aab1bc'],
};
const groupColours = {
  light: ['#4b3fa7', '#cc6677', '#117733', '#4fb0dd', '#cfae3a', '#882255', '#44aa99', '#999933', '#aa4499'],
  dark: ['#9a8ff0', '#f08a98', '#55bd78', '#88ccee', '#e6d27a', '#d4679a', '#66d0bf', '#c3c35a', '#d98bcd'],
};

const themes = {
  light: { name: 'light', paper: '#fbfaf8', ink: '#1d2430', faint: '#6b7480', edge: '#8a94a3',
           other: '#9aa2ad', halo: '#fbfaf8', focus: '#1d2430', alpha: 1 },
  dark: { name: 'dark', paper: '#12161d', ink: '#eef1f6', faint: '#97a1b0', edge: '#7d8899',
          other: '#717b8a', halo: '#12161d', focus: '#ffffff', alpha: 1 },
};

export const shapes = ['circle', 'square', 'diamond', 'triangle', 'hexagon', 'pentagon', 'cross'];
const kindNames = { ORG: 'Organisation', NORP: 'Nationality, creed or party' };
const usualKinds = ['PERSON', 'ORG', 'PLACE', 'TAG', 'NORP', 'EVENT', 'OTHER'];

function counted(graph, keyOf) {
  const counts = new Map();
  for (let n = 0; n < graph.nodes.size; ++n) {
    const key = keyOf(n);
    if (key !== null && key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** A kind as people call it. */
export const nameOfKind = (kind) => kindNames[kind] ?? (title(kind.toLowerCase()) || 'No type');

/** The kinds of a graph in legend order: [{key, name, count, shape, slot}]. */
export function kindsOf(graph) {
  const rank = (kind) => (usualKinds.includes(kind) ? usualKinds.indexOf(kind) : usualKinds.length);
  const kinds = [...counted(graph, graph.kind)].sort((a, b) => rank(a[0]) - rank(b[0]) || (a[0] < b[0] ? -1 : 1));
  return kinds.map(([key, count], index) => {
    const slot = rank(key) < usualKinds.length ? rank(key) : Math.min(index, shapes.length - 1);
    return { key, name: nameOfKind(key), count, shape: shapes[slot], slot };
  });
}

/** The groups, biggest first, each named after its most frequent member: [{key, name, count, slot}]. */
export function groupsOf(graph) {
  const counts = counted(graph, graph.group), names = new Map();
  for (const n of graph.byImportance) {
    const key = graph.group(n);
    if (!names.has(key)) names.set(key, graph.label(n));
  }
  const groups = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return groups.map(([key, count], slot) => ({ key: String(key), name: names.get(key), count, slot }));
}

/** Colours of a theme under the chosen colouring, and which shape and colour a node takes. */
export function makeLook(graph, kinds, groups, colouring, themeName) {
  const theme = themes[themeName];
  const list = (colouring === 'group' ? groupColours : kindColours)[themeName];
  const colourOf = (slot) => list[slot] ?? theme.other;
  const slotOfKind = new Map(kinds.map(({ key, slot }) => [key, slot]));
  const slotOfGroup = new Map(groups.map(({ key, slot }) => [key, Math.min(slot, list.length)]));
  const size = graph.nodes.size, slots = new Uint8Array(size), shapeSlots = new Uint8Array(size);
  for (let n = 0; n < size; ++n) {
    shapeSlots[n] = graph.hasKinds ? slotOfKind.get(graph.kind(n)) : 0;
    slots[n] = colouring === 'group' ? slotOfGroup.get(String(graph.group(n))) ?? list.length
      : graph.hasKinds ? shapeSlots[n] : 0;
  }
  return {
    theme, colouring, colourOf, slots, shapeSlots, count: list.length + 1,
    colour: (n) => colourOf(slots[n]), shape: (n) => shapes[shapeSlots[n]],
  };
}
