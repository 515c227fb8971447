// Bundles the page: node bundle.mjs FOLDER-WITH-NODE_MODULES PAGE. Script and style are put inline
// and named by their hashes in the Content-Security-Policy, so that nothing else can run.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2]);
const { build, transform } = createRequire(join(folder, 'package.json'))('esbuild');

const bundled = await build({
  entryPoints: [join(here, 'main.js')],
  nodePaths: [join(folder, 'node_modules')],
  bundle: true, minify: true, write: false, format: 'iife', target: 'es2020', charset: 'utf8',
  metafile: true, legalComments: 'none',
});
const script = bundled.outputFiles[0].text.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '\\x3c!--');
const style = (await transform(readFileSync(join(here, 'style.css'), 'utf8'),
                               { loader: 'css', minify: true })).code.trim();

const policy = [`default-src 'none'`, `script-src ${hash(script)}`, `style-src ${hash(style)}`,
                `base-uri 'none'`, `form-action 'none'`].join('; ');

const parts = { policy, style, script, licences: escapeText(licences(Object.keys(bundled.metafile.inputs))) };
const page = readFileSync(join(here, 'page.html'), 'utf8')
  .replace(/<!--(policy|style|script|licences)-->/g, (_, name) => parts[name]);
writeFileSync(process.argv[3], page);

function hash(text) {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

function escapeText(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The licence texts of the packages whose files went into the bundle. */
function licences(inputs) {
  const names = new Set(inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]));
  names.delete(undefined);
  return [...names].sort().map((name) => {
    const home = join(folder, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    const file = readdirSync(home).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} carries no licence text`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(home, file), 'utf8').trim()}\n`;
  }).join('\n----\n\n');
}
