// The strip of time: how many links were alive when, and two handles that choose a span.
import { byId, oncePerFrame } from './dom.js';
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

function drawBars(canvas, heights, colour) {
  const pixels = Math.min(2, window.devicePixelRatio || 1), { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = width * pixels;
  canvas.height = height * pixels;
  const context = canvas.getContext('2d'), most = Math.max(1, ...heights), step = canvas.width / bins;
  context.fillStyle = colour;
  heights.forEach((value, i) => {
    const tall = Math.max(value ? pixels : 0, canvas.height * value / most);
    context.fillRect(i * step, canvas.height - tall, Math.max(1, step - pixels), tall);
  });
}

/** Wires the strip; gives a function that shows the state in it. */
export function wireTimeline(graph, { state, change }) {
  const [first, last] = extent(graph), [low, high] = [byId('time-from'), byId('time-to')];
  if (!(last > first)) return () => {};
  byId('timeline').hidden = false;
  document.body.classList.add('timed');
  for (const input of [low, high]) { input.min = first; input.max = last; }
  let heights;
  const choose = oncePerFrame(() => {
    const [from, to] = [Math.min(low.value, high.value), Math.max(low.value, high.value)];
    change({ from: from <= first ? null : from, to: to >= last ? null : to });
  });
  low.addEventListener('input', choose);
  high.addEventListener('input', choose);
  byId('whole-time').addEventListener('click', () => change({ from: null, to: null }));
  let last_look;
  const bars = () => { heights ??= histogram(graph.edgeDays, first, last); drawBars(byId('time-bars'), heights, last_look.theme.other); };
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
