// The strip of time: how many links were alive when, and two handles that choose a span.
import { byId, oncePerFrame, show } from './dom.js';
import { isoOf } from './data.js';

const bins = 90;

function extent(graph) {
  let first = Infinity, last = -Infinity;
  for (const { from, to } of [graph.nodeDays, graph.edgeDays]) {
    for (let row = 0; row < from.length; ++row) {
      if (from[row] < first) first = from[row];
      if (to[row] > last) last = to[row];
    }
  }
  return [first, last];
}

/** Number of links alive in each bin. */
function histogram({ from, to }, first, last) {
  const change = new Float64Array(bins + 1), width = (last - first + 1) / bins;
  for (let e = 0; e < from.length; ++e) {
    if (Number.isNaN(from[e])) continue;
    ++change[Math.floor((from[e] - first) / width)];
    --change[Math.floor((to[e] - first) / width) + 1];
  }
  let alive = 0;
  return Array.from(change.subarray(0, bins), (step) => (alive += step));
}

/** First days of years, or of months where there is no second year: [day, text], not too many. */
function ticksOf(first, last) {
  const months = [], start = new Date(first * 864e5);
  for (let at = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1); at <= last * 864e5;) {
    const day = new Date(at);
    months.push([at / 864e5, day.toISOString().slice(0, 7)]);
    at = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
  }
  const years = months.filter(([, text]) => text.endsWith('-01')).map(([day, text]) => [day, text.slice(0, 4)]);
  return years.length > 1 ? years : months;
}

/** Writes ticks that have room, each at the left of its line. */
function drawTicks(context, ticks, width, height, pixels, colour) {
  context.font = `${10 * pixels}px system-ui, sans-serif`;
  context.fillStyle = colour;
  context.textBaseline = 'top';
  let free = 0;
  for (const [x, text] of ticks) {
    const at = x * width;
    if (at < free || at + context.measureText(text).width > width) continue;
    context.fillRect(at, 0, pixels / 2, height);
    context.fillText(text, at + 3 * pixels, 0);
    free = at + context.measureText(text).width + 12 * pixels;
  }
}

function drawBars(canvas, heights, ticks, theme) {
  const pixels = Math.min(2, window.devicePixelRatio || 1), { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = width * pixels;
  canvas.height = height * pixels;
  const context = canvas.getContext('2d'), most = Math.max(1, ...heights), step = canvas.width / bins;
  context.fillStyle = theme.other;
  heights.forEach((value, i) => {
    const tall = Math.max(value ? pixels : 0, (canvas.height - 12 * pixels) * value / most);
    context.fillRect(i * step, canvas.height - tall, Math.max(1, step - pixels), tall);
  });
  drawTicks(context, ticks, canvas.width, canvas.height, pixels, theme.faint);
}

/** Wires the strip; gives a function that shows the state in it. */
export function wireTimeline(graph, { state, change }) {
  const [first, last] = extent(graph), [low, high] = [byId('time-from'), byId('time-to')];
  if (!(last > first)) return () => {};
  byId('timeline').hidden = false;
  document.body.classList.add('timed');
  for (const input of [low, high]) { input.min = first; input.max = last; }
  const ticks = ticksOf(first, last).map(([day, text]) => [(day - first) / (last - first + 1), text]);
  const undated = graph.edgeDays.from.reduce((sum, day) => sum + Number.isNaN(day), 0);
  byId('time-undated').textContent = undated ? `${show(undated)} without a date stay` : '';
  let heights;
  const choose = oncePerFrame(() => {
    const [from, to] = [Math.min(low.value, high.value), Math.max(low.value, high.value)];
    change({ from: from <= first ? null : from, to: to >= last ? null : to });
  });
  low.addEventListener('input', choose);
  high.addEventListener('input', choose);
  byId('whole-time').addEventListener('click', () => change({ from: null, to: null }));
  let last_look;
  let drawn = '';
  const bars = () => {
    const canvas = byId('time-bars'), now = `${canvas.clientWidth} ${canvas.clientHeight} ${last_look.theme.name}`;
    if (now === drawn) return;
    drawn = now;
    heights ??= histogram(graph.edgeDays, first, last);
    drawBars(canvas, heights, ticks, last_look.theme);
  };
  new ResizeObserver(() => last_look && bars()).observe(byId('time-track'));
  return (look) => {
    const [from, to] = [state.from ?? first, state.to ?? last];
    low.value = from;
    high.value = to;
    low.setAttribute('aria-valuetext', isoOf(from));
    high.setAttribute('aria-valuetext', isoOf(to));
    byId('time-out').textContent = `${isoOf(from)} – ${isoOf(to)}`;
    byId('whole-time').disabled = state.from === null && state.to === null;
    const share = (day) => 100 * (day - first) / (last - first);
    Object.assign(byId('time-chosen').style, { left: `calc(8px + (100% - 16px) * ${share(from) / 100})`, width: `calc((100% - 16px) * ${(share(to) - share(from)) / 100})` });
    if (look !== last_look) { last_look = look; bars(); }
  };
}
