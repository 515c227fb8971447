// node pages.mjs PAGE-FOLDER GRAPH EXPECTED-TITLE: serves the example page and the files beside it, opens it in a
// headless Chromium and waits for the title that says how much was drawn: "N nodes, M links".
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';

const [folder, graph, expected] = process.argv.slice(2);
const types = { html: 'text/html', js: 'text/javascript' };
const server = createServer((request, response) => {
  const path = decodeURIComponent(request.url.slice(1)) || 'index.html';
  try {
    const bytes = readFileSync(path === basename(graph).replace(/^[^.]+/, 'graph') ? graph : join(folder, path));
    response.writeHead(200, { 'Content-Type': types[path.split('.').pop()] ?? 'application/json' });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, '127.0.0.1', () => {
  const flags = ['--headless', '--disable-gpu', '--no-first-run', '--virtual-time-budget=8000', '--dump-dom'];
  if (process.getuid() === 0) flags.push('--no-sandbox');
  const url = `http://127.0.0.1:${server.address().port}/`;
  execFile(process.env.CHROMIUM ?? 'chromium', [...flags, url], { maxBuffer: 1 << 28, timeout: 120000 }, (error, dom) => {
    const title = /<title>([^<]*)<\/title>/.exec(dom ?? '')?.[1];
    const ok = title === expected;
    console.log(`${ok ? 'ok  ' : 'FAIL'} Chromium           ${folder}: ${title ?? error}`);
    server.close();
    process.exitCode = ok ? 0 : 1;
  });
});
