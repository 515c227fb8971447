// Places names so that none covers another: the most important first, each at that of eight places
// around its node which is still free and covers least of the nodes.

const cell = 48;
const alwaysNamed = 20;
const air = { x: 8, y: 3 };   // kept free around a name

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Boxes that are taken, in a grid. */
class Taken {
  constructor() { this.cells = new Map(); }

  /** Is there a cell under the box for which `test(key, left, top)` holds? */
  someCell(box, test) {
    const right = Math.floor(box.right / cell), bottom = Math.floor(box.bottom / cell);
    for (let x = Math.floor(box.left / cell); x <= right; ++x) {
      for (let y = Math.floor(box.top / cell); y <= bottom; ++y) if (test(x * 65536 + y, x * cell, y * cell)) return true;
    }
    return false;
  }

  isFree(box) {
    return !this.someCell(box, (key) => this.cells.get(key)?.some((other) => meet(box, other)));
  }

  /** How much of the box is taken. */
  area(box) {
    let sum = 0;
    this.someCell(box, (key, left, top) => {
      for (const other of this.cells.get(key) ?? []) {
        const width = Math.min(box.right, other.right, left + cell) - Math.max(box.left, other.left, left);
        const height = Math.min(box.bottom, other.bottom, top + cell) - Math.max(box.top, other.top, top);
        if (width > 0 && height > 0) sum += width * height;
      }
      return false;
    });
    return sum;
  }

  add(box) {
    this.someCell(box, (key) => {
      if (this.cells.has(key)) this.cells.get(key).push(box);
      else this.cells.set(key, [box]);
      return false;
    });
  }
}

// Sides of the node, the best first: across, then down.
const sides = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]];
const gap = 3;

function boxAt([across, down], { x, y, r }, width, height) {
  const away = across && down ? r * .7 + 1 : r + gap;
  const left = across > 0 ? x + away : across < 0 ? x - away - width : x - width / 2;
  const top = down > 0 ? y + away - 1 : down < 0 ? y - away - height + 1 : y - height / 2;
  return { left, right: left + width, top, bottom: top + height };
}

/** Cuts a name that would run across the picture. */
export function shorten(text, limit = 34) {
  const letters = [...text.slice(0, 4 * limit)];
  return letters.length <= limit && text.length <= 4 * limit ? text : `${letters.slice(0, limit - 1).join('').trimEnd()}…`;
}

const holds = (outer, box) => box.left >= outer.left && box.right <= outer.right && box.top >= outer.top && box.bottom <= outer.bottom;
const around = ({ x, y, r }) => ({ left: x - r * .8, right: x + r * .8, top: y - r * .8, bottom: y + r * .8 });

/**
 * `wanted`: [{text, x, y, r, size, inside}] by importance; `widthOf(text, size)`; `inside` is the box a name
 * has to stay in. Gives those that fit with `{align, tx, ty}`, at most `most`.
 */
export function placeLabels(wanted, widthOf, most) {
  const names = new Taken(), large = new Taken(), marks = new Taken(), placed = [];
  // A node that stands out is not written over by another's name, the others if it cannot be helped.
  for (const node of wanted.slice(0, most)) if (node.r > 7) large.add(around(node));
  for (const node of wanted) marks.add(around(node));
  wanted.forEach((label, rank) => {
    if (placed.length >= most) return;
    const height = label.size * 1.2, isFirst = rank < alwaysNamed;
    const bestFor = (text) => {
      const width = widthOf(text, label.size);
      let best = { covered: Infinity };
      for (const side of sides) {
        const box = boxAt(side, label, width, height);
        if (!holds(label.inside, box) || !names.isFree(box) || (!isFirst && !large.isFree(box))) continue;
        const covered = marks.area(box);
        if (covered < best.covered - 1) best = { covered, side, box, text };
        if (covered === 0) break;
      }
      return best;
    };
    let best = bestFor(label.text);
    // The first names are written in any case, shorter or over a node if need be.
    if (isFirst && best.covered > 60 * height && label.text.length > 18) {
      const shorter = bestFor(shorten(label.text, 18));
      if (shorter.covered < best.covered) best = shorter;
    }
    if (!best.box) return;
    const { side: [across], box, text } = best, align = { 1: 'left', '-1': 'right' }[across] ?? 'center';
    names.add({ left: box.left - air.x, right: box.right + air.x, top: box.top - air.y, bottom: box.bottom + air.y });
    placed.push({ ...label, text, align, tx: align === 'left' ? box.left : align === 'right' ? box.right : (box.left + box.right) / 2, ty: (box.top + box.bottom) / 2 });
  });
  return placed;
}
