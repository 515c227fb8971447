// Colours. The lists are Paul Tol's "bright" and "muted" schemes, made to stay apart for
// colour-blind readers (personal.sron.nl/~pault); the dark theme has them lightened. Kinds also
// differ by shape, so no meaning hangs on colour alone.

const bright = {
  light: ['#4477aa', '#ee6677', '#228833', '#b59b17', '#3aa7c9', '#aa3377', '#777777'],
  dark: ['#7fb2ea', '#ff8a94', '#5cc46c', '#e3cf55', '#7ddcf5', '#dd7bb5', '#b5b5b5'],
};
const muted = {
  light: ['#332288', '#cc6677', '#117733', '#c9a227', '#44aadd', '#882255', '#44aa99', '#999933', '#aa4499'],
  dark: ['#8f86e8', '#f08a98', '#4fb873', '#e6cf6b', '#88ccee', '#d4679a', '#66d0bf', '#c3c35a', '#d98bcd'],
};

const themes = {
  light: { name: 'light', paper: '#fbfaf8', ink: '#1d2430', faint: '#6b7480', edge: '#8a94a3',
           other: '#9aa2ad', halo: '#fbfaf8', focus: '#1d2430', alpha: 1 },
  dark: { name: 'dark', paper: '#12161d', ink: '#eef1f6', faint: '#97a1b0', edge: '#7d8899',
          other: '#717b8a', halo: '#12161d', focus: '#ffffff', alpha: 1 },
};

export const shapes = ['circle', 'square', 'diamond', 'triangle', 'hexagon', 'pentagon', 'cross'];
const usualKinds = ['PERSON', 'ORG', 'PLACE', 'TAG', 'NORP', 'EVENT', 'OTHER'];

function counted(graph, keyOf) {
  const counts = new Map();
  for (let n = 0; n < graph.nodes.size; ++n) {
    const key = keyOf(n);
    if (key !== null && key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The kinds of a graph in legend order: [{key, name, count, shape, slot}]. */
export function kindsOf(graph) {
  const rank = (kind) => (usualKinds.includes(kind) ? usualKinds.indexOf(kind) : usualKinds.length);
  const kinds = [...counted(graph, graph.kind)].sort((a, b) => rank(a[0]) - rank(b[0]) || (a[0] < b[0] ? -1 : 1));
  return kinds.map(([key, count], index) => {
    const slot = rank(key) < usualKinds.length ? rank(key) : Math.min(index, shapes.length - 1);
    return { key, name: key || 'no type', count, shape: shapes[slot], slot };
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
  const list = (colouring === 'group' ? muted : bright)[themeName];
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
