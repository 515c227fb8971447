// Drives a real headless Chromium over the DevTools protocol through a pipe: no other package needed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags = ['--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
               '--disable-component-update', '--disable-sync', '--hide-scrollbars', '--remote-debugging-pipe'];

/** A running browser. */
export class Browser {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'viewer-'));
    const root = process.getuid() === 0 ? ['--no-sandbox'] : [];
    this.process = spawn(program, [...flags, ...root, `--user-data-dir=${this.folder}`, 'about:blank'],
                         { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true });
    this.next = 0;
    this.waiting = new Map();
    this.pages = new Map();
    let rest = '';
    this.process.stdio[4].setEncoding('utf8').on('data', (text) => {
      const messages = (rest + text).split('\0');
      rest = messages.pop();
      for (const message of messages) this.take(JSON.parse(message));
    });
  }

  take({ id, result, error, method, params, sessionId }) {
    if (id === undefined) return this.pages.get(sessionId)?.hear(method, params);
    const { resolve, reject } = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) reject(new Error(error.message)); else resolve(result);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.next;
    this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  async open({ width = 1360, height = 850, dark = false, pixels = 1 } = {}) {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(this, sessionId, targetId);
    this.pages.set(sessionId, page);
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await page.send(`${domain}.enable`);
    await page.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: pixels, mobile: false });
    await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
    await this.send('Browser.setDownloadBehavior', { behavior: 'allowAndName', downloadPath: this.folder, eventsEnabled: false });
    await page.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: this.folder });
    return page;
  }

  /** CPU milliseconds that all processes of this browser have used. */
  cpu() {
    const own = this.process.pid;
    let ticks = 0;
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
        if (Number(fields[2]) === own) ticks += Number(fields[11]) + Number(fields[12]);
      } catch { /* it ended meanwhile */ }
    }
    return ticks * 10;
  }

  async close() {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    await this.send('Browser.close').catch(() => {});
    await ended;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** One tab. Everything the console says is kept in `said`, every request in `asked`. */
class Page {
  constructor(browser, session, target) {
    Object.assign(this, { browser, session, target, said: [], asked: [], loads: [] });
  }

  send(method, params) { return this.browser.send(method, params, this.session); }

  hear(method, params) {
    if (method === 'Runtime.consoleAPICalled') this.said.push(params.args.map((arg) => arg.value ?? arg.description).join(' '));
    if (method === 'Runtime.exceptionThrown') this.said.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === 'Log.entryAdded') this.said.push(params.entry.text);
    if (method === 'Network.requestWillBeSent') this.asked.push(params.request.url);
    if (method === 'Page.loadEventFired') this.loads.splice(0).forEach((resolve) => resolve());
  }

  async goto(url) {
    await this.send('Page.navigate', { url: 'about:blank' });   // else a new `#` alone loads nothing
    await this.until(`location.href === 'about:blank'`);
    const loaded = new Promise((resolve) => this.loads.push(resolve));
    await this.send('Page.navigate', { url });
    await loaded;
    await this.frames(2);
  }

  /** The value of an expression in the page. */
  async eval(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true, userGesture: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  frames(count) {
    return this.eval(`new Promise((done) => { let n = ${count}; const f = () => (n-- ? requestAnimationFrame(f) : done()); f(); })`);
  }

  async until(expression, what = expression) {
    for (let tries = 0; tries < 100; ++tries) {
      if (await this.eval(expression)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never came true: ${what}`);
  }

  mouse(type, x, y, more = {}) {
    return this.send('Input.dispatchMouseEvent', { type, x, y, button: 'none', ...more });
  }

  async click(x, y) {
    await this.mouse('mouseMoved', x, y);
    await this.mouse('mousePressed', x, y, { button: 'left', buttons: 1, clickCount: 1 });
    await this.mouse('mouseReleased', x, y, { button: 'left', clickCount: 1 });
    await this.frames(2);
  }

  async drag(from, to) {
    await this.mouse('mouseMoved', ...from);
    await this.mouse('mousePressed', ...from, { button: 'left', buttons: 1, clickCount: 1 });
    for (let i = 1; i <= 6; ++i) {
      await this.mouse('mouseMoved', from[0] + (to[0] - from[0]) * i / 6, from[1] + (to[1] - from[1]) * i / 6, { button: 'left', buttons: 1 });
    }
    await this.mouse('mouseReleased', ...to, { button: 'left', clickCount: 1 });
    await this.frames(3);
  }

  wheel(x, y, deltaY) { return this.mouse('mouseWheel', x, y, { deltaX: 0, deltaY }); }

  /** Clicks the middle of the first element of a selector, as a person would. */
  async clickOn(selector) {
    const [x, y] = await this.eval(`(() => { const e = document.querySelector(${JSON.stringify(selector)}); e.scrollIntoView({block: 'nearest'});
      const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`);
    await this.click(x, y);
  }

  async key(key, { shift = false } = {}) {
    const codes = { Enter: 13, Escape: 27, Tab: 9, ArrowDown: 40, ArrowUp: 38, ArrowLeft: 37, ArrowRight: 39 };
    const event = { key, windowsVirtualKeyCode: codes[key] ?? key.toUpperCase().charCodeAt(0), modifiers: shift ? 8 : 0 };
    const text = key.length === 1 ? { text: key } : key === 'Enter' ? { text: '\r' } : {};
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...text });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    await this.frames(2);
  }

  async type(text) {
    await this.send('Input.insertText', { text });
    await this.frames(2);
  }

  /** Sets a slider as dragging it would. */
  async slide(selector, value) {
    await this.eval(`(() => { const e = document.querySelector(${JSON.stringify(selector)}); e.value = ${value};
      e.dispatchEvent(new Event('input', { bubbles: true })); })()`);
    await this.frames(3);
  }

  text(selector) { return this.eval(`document.querySelector(${JSON.stringify(selector)})?.textContent`); }

  async screenshot() {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  }

  close() {
    this.browser.pages.delete(this.session);
    return this.browser.send('Target.closeTarget', { targetId: this.target });
  }
}
