// Places names so that none covers another: the most important first, each at the first of four
// places around its node that is still free.

const cell = 48;
const alwaysNamed = 20;
const air = { x: 8, y: 3 };   // kept free around a name

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Boxes that are taken, in a grid. */
class Taken {
  constructor() { this.cells = new Map(); }

  /** Is there a cell under the box for which `test(key)` holds? */
  someCell(box, test) {
    const right = Math.floor(box.right / cell), bottom = Math.floor(box.bottom / cell);
    for (let x = Math.floor(box.left / cell); x <= right; ++x) {
      for (let y = Math.floor(box.top / cell); y <= bottom; ++y) if (test(x * 65536 + y)) return true;
    }
    return false;
  }

  isFree(box) {
    return !this.someCell(box, (key) => this.cells.get(key)?.some((other) => meet(box, other)));
  }

  add(box) {
    this.someCell(box, (key) => {
      if (this.cells.has(key)) this.cells.get(key).push(box);
      else this.cells.set(key, [box]);
      return false;
    });
  }
}

function boxAt(place, x, y, r, width, height) {
  const gap = 3;
  if (place === 'right') return { left: x + r + gap, right: x + r + gap + width, top: y - height / 2, bottom: y + height / 2 };
  if (place === 'left') return { left: x - r - gap - width, right: x - r - gap, top: y - height / 2, bottom: y + height / 2 };
  const top = place === 'below' ? y + r + gap - 1 : y - r - gap - height + 1;
  return { left: x - width / 2, right: x + width / 2, top, bottom: top + height };
}

const places = ['below', 'above', 'right', 'left'];

/** Cuts a name that would run across the picture. */
export function shorten(text, limit = 34) {
  const letters = [...text.slice(0, 4 * limit)];
  return letters.length <= limit && text.length <= 4 * limit ? text : `${letters.slice(0, limit - 1).join('').trimEnd()}…`;
}

/**
 * `wanted`: [{text, x, y, r, size}] by importance; `widthOf(text, size)`; `inside`: the picture's
 * box. Gives those that fit with `{align, tx, ty}`, at most `most`.
 */
export function placeLabels(wanted, widthOf, inside, most) {
  const taken = new Taken(), nodes = new Taken(), placed = [];
  for (const { x, y, r } of wanted.slice(0, most)) {
    // A node that stands out is not written over by another's name.
    if (r > 7) nodes.add({ left: x - r * .8, right: x + r * .8, top: y - r * .8, bottom: y + r * .8 });
  }
  const fits = (box, overNodes) => box.right <= inside.right && box.left >= inside.left && box.bottom <= inside.bottom &&
    box.top >= inside.top && taken.isFree(box) && (overNodes || nodes.isFree(box));
  wanted.forEach((label, rank) => {
    if (placed.length >= most) return;
    const width = widthOf(label.text, label.size), height = label.size * 1.2;
    const at = (place) => boxAt(place, label.x, label.y, label.r, width, height);
    // The first names are written in any case, if need be over a node.
    const place = places.find((one) => fits(at(one), false)) ?? (rank < alwaysNamed ? places.find((one) => fits(at(one), true)) : undefined);
    if (!place) return;
    const box = at(place), align = { right: 'left', left: 'right' }[place] ?? 'center';
    taken.add({ left: box.left - air.x, right: box.right + air.x, top: box.top - air.y, bottom: box.bottom + air.y });
    placed.push({ ...label, align, tx: align === 'left' ? box.left : align === 'right' ? box.right : label.x, ty: (box.top + box.bottom) / 2 });
  });
  return placed;
}
