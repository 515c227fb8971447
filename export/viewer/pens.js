// Two pens with the same three strokes: one draws on a canvas, one writes SVG. A picture is
// described once (paint.js) and goes through either.

const tau = 2 * Math.PI;
// A long path is much slower to rasterise than several short ones.
const segmentsInPath = 160;

function corners(count, turn) {
  return Array.from({ length: count }, (_, i) => [Math.cos(turn + i * tau / count), Math.sin(turn + i * tau / count)]);
}

const cross = [[.35, 1], [-.35, 1], [-.35, .35], [-1, .35], [-1, -.35], [-.35, -.35], [-.35, -1], [.35, -1],
               [.35, -.35], [1, -.35], [1, .35], [.35, .35]];
// Radii are chosen so that every shape covers about the area of the circle.
const polygons = {
  square: corners(4, tau / 8).map(([x, y]) => [x * 1.25, y * 1.25]),
  diamond: corners(4, 0).map(([x, y]) => [x * 1.28, y * 1.28]),
  triangle: corners(3, -tau / 4).map(([x, y]) => [x * 1.45, y * 1.45 + .12]),
  hexagon: corners(6, 0).map(([x, y]) => [x * 1.1, y * 1.1]),
  pentagon: corners(5, -tau / 4).map(([x, y]) => [x * 1.15, y * 1.15]),
  cross,
};

/** Adds a shape to a path of a canvas context. */
function trace(context, shape, x, y, r) {
  if (!polygons[shape]) {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, tau);
    return;
  }
  polygons[shape].forEach(([dx, dy], i) => context[i ? 'lineTo' : 'moveTo'](x + dx * r, y + dy * r));
  context.closePath();
}

/** Draws on a canvas context. */
export class CanvasPen {
  constructor(context) { this.context = context; }

  /** `ends` is flat: x1, y1, x2, y2 of each line. */
  lines({ colour, width, alpha }, ends) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.globalAlpha = alpha;
    for (let i = 0; i < ends.length;) {
      context.beginPath();
      for (const stop = Math.min(ends.length, i + 4 * segmentsInPath); i < stop; i += 4) {
        context.moveTo(ends[i], ends[i + 1]);
        context.lineTo(ends[i + 2], ends[i + 3]);
      }
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  /** `places` is flat: x, y, radius of each mark. */
  marks({ shape, fill, stroke, width }, places) {
    const { context } = this;
    context.fillStyle = fill;
    context.strokeStyle = stroke;
    context.lineWidth = width;
    for (let i = 0; i < places.length;) {
      context.beginPath();
      for (const stop = Math.min(places.length, i + 3 * segmentsInPath); i < stop; i += 3) {
        trace(context, shape, places[i], places[i + 1], places[i + 2]);
      }
      if (width) context.stroke();
      context.fill();
    }
  }

  text({ font, fill, halo, align }, text, x, y) {
    const { context } = this;
    context.font = font;
    context.textAlign = align;
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.strokeStyle = halo;
    context.lineWidth = 3.5;
    context.globalAlpha = .9;
    context.strokeText(text, x, y);
    context.globalAlpha = 1;
    context.fillStyle = fill;
    context.fillText(text, x, y);
  }
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// XML 1.0 has no way to write most control characters.
const escape = (text) => text.replace(/[&<>"]/g, (c) => entities[c])
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
const round = (number) => String(Math.round(number * 100) / 100);

/** Writes SVG. */
export class SvgPen {
  constructor(width, height, paper) {
    this.parts = [`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
                  `<rect width="100%" height="100%" fill="${paper}"/>`];
  }

  lines({ colour, width, alpha }, ends) {
    const path = [];
    for (let i = 0; i < ends.length; i += 4) {
      path.push(`M${round(ends[i])} ${round(ends[i + 1])}L${round(ends[i + 2])} ${round(ends[i + 3])}`);
    }
    if (path.length) {
      this.parts.push(`<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="${round(width)}" stroke-opacity="${round(alpha)}"/>`);
    }
  }

  marks({ shape, fill, stroke, width }, places) {
    if (!places.length) return;
    const inside = [];
    for (let i = 0; i < places.length; i += 3) {
      const [x, y, r] = places.slice(i, i + 3);
      const points = polygons[shape]?.map(([dx, dy]) => `${round(x + dx * r)},${round(y + dy * r)}`).join(' ');
      inside.push(points ? `<polygon points="${points}"/>` : `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}"/>`);
    }
    this.parts.push(`<g fill="${fill}" stroke="${stroke}" stroke-width="${width / 2}">${inside.join('')}</g>`);
  }

  text({ size, weight, fill, halo, align }, text, x, y) {
    const anchor = { left: 'start', right: 'end', center: 'middle' }[align];
    this.parts.push(`<text x="${round(x)}" y="${round(y)}" font-family="system-ui, sans-serif" font-size="${round(size)}" font-weight="${weight}" text-anchor="${anchor}" dominant-baseline="central" fill="${fill}" stroke="${halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${escape(text)}</text>`);
  }

  finish() { return `${this.parts.join('\n')}\n</svg>\n`; }
}

/** A small picture of a shape, for legends. */
export function swatch(shape, colour) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '-1.5 -1.5 3 3');
  svg.setAttribute('class', 'swatch');
  svg.setAttribute('aria-hidden', 'true');
  const points = polygons[shape]?.map((p) => p.join(',')).join(' ');
  const mark = document.createElementNS(space, points ? 'polygon' : 'circle');
  if (points) mark.setAttribute('points', points); else mark.setAttribute('r', '1');
  mark.setAttribute('fill', colour);
  svg.append(mark);
  return svg;
}
