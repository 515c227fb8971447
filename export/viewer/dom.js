// Building elements without ever parsing a string as HTML.

/** An element with properties and children; strings become text nodes. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && !name.startsWith('aria')) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** The element of that id. */
export const byId = (id) => document.getElementById(id);

/** Calls `work` once, when no call came for `ms`. */
export function debounce(ms, work) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(work, ms); };
}

/** Calls `work` at most once for each drawn frame. */
export function oncePerFrame(work) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; work(); });
  };
}

const formats = [new Intl.NumberFormat('en', { maximumFractionDigits: 0 }),
                 new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })];

/** A number for people. */
export function show(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  return formats[Number.isInteger(value) || Math.abs(value) >= 1e4 ? 0 : 1].format(value);
}

/** "first_seen" as "First seen". */
export function title(name) {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
