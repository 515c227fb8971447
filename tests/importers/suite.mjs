// node suite.mjs FOLDER: opens every STEM.* of FOLDER with the JavaScript readers and compares what
// they took with STEM.json, the writer's own truth: how many nodes and links, every label, every
// weight. Warnings count as failures.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { forceLink, forceSimulation } from 'd3-force';
import { JSDOM } from 'jsdom';

const require = createRequire(import.meta.url);
const cytoscape = require('cytoscape');
const Graph = require('graphology');
globalThis.DOMParser = new JSDOM('').window.DOMParser;

const [folder] = process.argv.slice(2);
const said = [];
console.warn = console.error = (...words) => said.push(words.join(' '));

// What XML cannot hold is U+FFFD in XML formats.
const inXml = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

const ofGraphology = (graph) => ({
  labels: graph.mapNodes((node, { label }) => label),
  weights: graph.mapEdges((edge, { weight }) => weight),
});

const readers = {
  'graphology': ['graphology.json', (text) => ofGraphology(Graph.from(JSON.parse(text)))],
  'graphology-gexf': ['gexf', (text) => ofGraphology(require('graphology-gexf').parse(Graph, text, { addMissingNodes: false }))],
  'graphology-graphml': ['graphml', (text) => ofGraphology(require('graphology-graphml').parse(Graph, text))],
  'Cytoscape.js': ['cyjs', (text) => {
    const cy = cytoscape({ headless: true, styleEnabled: false });
    cy.json({ elements: JSON.parse(text).elements });
    return { labels: cy.nodes().map((node) => node.data('label')), weights: cy.edges().map((edge) => edge.data('weight')) };
  }],
  'd3-force': ['json', (text) => {
    const { nodes, links } = JSON.parse(text);
    forceSimulation(nodes).force('link', forceLink(links).id((node) => node.id)).stop().tick(1);
    if (links.some(({ source, target }) => !source.id || !target.id)) throw new Error('a link without ends');
    return { labels: nodes.map(({ label }) => label), weights: links.map(({ weight }) => weight) };
  }],
};

const sameSorted = (a, b) => {
  const x = [...a].sort(), y = [...b].sort();
  return x.length === y.length && x.every((each, i) => each === y[i]);
};

let failures = 0;
const stems = readdirSync(folder).filter((name) => /^[^.]+\.json$/.test(name)).map((name) => name.slice(0, -5));
if (stems.length === 0) throw new Error(`no graphs in ${folder}`);
for (const stem of stems) {
  const truth = JSON.parse(readFileSync(join(folder, `${stem}.json`), 'utf8'));
  for (const [reader, [suffix, read]] of Object.entries(readers)) {
    said.length = 0;
    let why = '';
    try {
      const got = read(readFileSync(join(folder, `${stem}.${suffix}`), 'utf8'));
      const clean = suffix === 'gexf' || suffix === 'graphml' ? inXml : (text) => text;
      if (!sameSorted(got.labels, truth.nodes.map(({ label }) => clean(label)))) why = 'labels differ';
      if (!sameSorted(got.weights, truth.links.map(({ weight }) => weight))) why = 'weights differ';
    } catch (error) {
      why = String(error);
    }
    why ||= said.join('; ');
    if (why) ++failures;
    console.log(`${why ? 'FAIL' : 'ok  '} ${reader.padEnd(18)} ${stem}.${suffix} ${why.slice(0, 200)}`);
  }
}
process.exitCode = failures ? 1 : 0;
