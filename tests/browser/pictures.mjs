// Takes the pictures of the documentation: node pictures.mjs SAMPLE.html FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Browser } from './chromium.mjs';

const [sample, folder] = process.argv.slice(2).map((path) => resolve(path));
mkdirSync(folder, { recursive: true });
const browser = new Browser();

async function take(name, { dark = false, hash = '' }, act = async () => {}) {
  const page = await browser.open({ width: 1280, height: 800, dark });
  await page.goto(`file://${sample}${hash}`);
  await act(page);
  await page.mouse('mouseMoved', 640, 5);
  await new Promise((go) => setTimeout(go, 500));
  writeFileSync(join(folder, `${name}.png`), await page.screenshot());
  if (page.said.length) throw new Error(page.said.join('\n'));
  await page.close();
}

const openFirst = async (page) => {
  await page.key('t');
  await page.clickOn('#table tbody tr:nth-child(2)');
  await page.key('0');
};

await take('viewer-light', {});
await take('viewer-dark', { dark: true });
await take('viewer-name', {}, openFirst);
await take('viewer-sentences', { dark: true, hash: '#c=kind' }, async (page) => {
  await openFirst(page);
  await page.clickOn('.why');
});
await take('viewer-table', {}, (page) => page.key('t'));
await browser.close();
