// What the person looking has chosen. It lives in the address after `#`, so a link brings it back.

const defaults = {
  selected: '', minWeight: 0, measure: '', minMeasure: null, top: 5000, from: null, to: null,
  hiddenKinds: [], hiddenGroups: [], colour: '', theme: '', labels: 'yes', lone: 'no',
  table: '', view: '',
};

const shortNames = {
  selected: 's', minWeight: 'w', measure: 'm', minMeasure: 'mm', top: 'n', from: 'from', to: 'to',
  hiddenKinds: 'xt', hiddenGroups: 'xg', colour: 'c', theme: 'd', labels: 'l', lone: 'o', table: 't',
  view: 'v',
};

function read(address) {
  const values = new URLSearchParams(address.replace(/^#/, '')), state = {};
  for (const [name, standard] of Object.entries(defaults)) {
    const text = values.get(shortNames[name]);
    if (text === null) state[name] = standard;
    else if (Array.isArray(standard)) state[name] = text ? text.split('~').map(decodeURIComponent) : [];
    else if (typeof standard === 'number' || standard === null) {
      state[name] = Number.isFinite(Number(text)) ? Number(text) : standard;
    } else state[name] = text;
  }
  return state;
}

function write(state) {
  const values = new URLSearchParams();
  for (const [name, standard] of Object.entries(defaults)) {
    const value = state[name];
    if (JSON.stringify(value) === JSON.stringify(standard)) continue;
    values.set(shortNames[name], Array.isArray(value) ? value.map(encodeURIComponent).join('~') : value);
  }
  return `#${values}`;
}

/** The state, and `change(values)` which tells every listener what names changed. */
export function makeState(location, history) {
  const state = read(location.hash), listeners = [];
  let timer = 0;
  const keep = () => {
    clearTimeout(timer);
    // Browsers refuse a page that changes its address too often.
    timer = setTimeout(() => history.replaceState(null, '', write(state)), 250);
  };
  const change = (values) => {
    const changed = Object.keys(values).filter((name) => state[name] !== values[name]);
    if (changed.length === 0) return;
    Object.assign(state, values);
    keep();
    for (const listener of listeners) listener(new Set(changed));
  };
  return {
    state, change,
    listen: (listener) => listeners.push(listener),
    address: () => write(state),
    restore: (hash) => change(read(hash)),
    reset: () => change({ ...defaults, theme: state.theme, view: '' }),
  };
}
