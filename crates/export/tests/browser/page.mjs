// Opens an exported page in headless Chromium and reads a repository by it as a person would.
//
//   CHROMIUM=/usr/bin/chromium node page.mjs PAGE.html SYMBOL [DIRECTORY-FOR-PICTURES]
//
// SYMBOL is a qualified name that has a caller and a callee. Needs `playwright-core` (npm), beside this file or in NODE_PATH.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(process.env.PLAYWRIGHT_FROM ? path.resolve(process.env.PLAYWRIGHT_FROM, 'x.js') : import.meta.url);
const { chromium } = require('playwright-core');
const [file, symbol, pictures] = process.argv.slice(2);
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
const page = await context.newPage();
const url = pathToFileURL(path.resolve(file)).href;

const problems = [];
page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
page.on('pageerror', (error) => problems.push(String(error)));
page.on('request', (request) => request.url().split('#')[0] !== url && problems.push(`request of ${request.url()}`));

const picture = (name) => pictures && page.screenshot({ path: path.join(pictures, `${name}.png`) });
const heading = () => page.locator('h1').innerText();
const fits = async () => {
  const [inner, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  assert.ok(whole <= inner, `the page is ${whole} wide in ${inner}`);
};
const settled = (wanted) => page.waitForFunction((wanted) => document.querySelector('h1')?.textContent.includes(wanted), wanted);

// The line of the definition stands within what is seen of the source.
const inView = async () => {
  const [line, box] = await Promise.all(['.l.hit', '.source'].map((part) => page.locator(part).boundingBox()));
  assert.ok(line.y >= box.y && line.y + line.height <= box.y + box.height, 'the line of the definition is in view');
};

// Opening.
const begun = performance.now();
await page.goto(url);
await page.waitForSelector('h1');
const opened = performance.now() - begun;
assert.match(await page.locator('footer').innerText(), /digest [0-9a-f]{64}/);
await fits();
await picture('1-start');

// Search by keyboard.
const name = symbol.split(/\.|::/).pop();
await page.keyboard.press('/');
await page.keyboard.type(symbol);
await page.waitForSelector('#results [role=option]');
await page.keyboard.press('ArrowDown');
await page.keyboard.press('ArrowUp');
await picture('2-search');
await page.keyboard.press('Enter');
const asked = performance.now();
await settled(name);
const shown = performance.now() - asked;
const route = await page.evaluate(() => location.hash);
assert.match(route, /^#\/s\/[0-9a-f]{32}$/);
await inView();
await picture('3-symbol');

// What is known of a reference, beside it.
await page.locator('.l.in .ref').first().hover();
await page.waitForSelector('#tip:not([hidden])');
await picture('4-tip');

// To a caller and back, to a callee and back.
const callers = page.locator('.side.left .part', { hasText: 'Callers' }).first();
await callers.locator('a.sym').first().click();
await page.waitForFunction((route) => location.hash !== route, route);
await page.waitForFunction(() => document.querySelector('.side.right a.sym'));
const caller = await heading();
await page.goBack();
await settled(name);
assert.equal(await page.evaluate(() => location.hash), route);
const callees = page.locator('.side.right .part', { hasText: 'Callees' }).first();
const callee = (await callees.locator('a.sym').first().innerText()).trim().split(/\.|::/).pop();
await callees.locator('a.sym').first().click();
await settled(callee);
await page.goBack();
await settled(name);
await page.goForward();
await settled(callee);

// A file, by a line of it; the tree; the map of modules.
await page.locator('.crumbs a').last().click();
await settled('file');
await picture('5-file');
await page.locator('.top nav a', { hasText: 'Files' }).click();
await settled('Files');
await page.locator('.top nav a', { hasText: 'Modules' }).click();
await page.waitForSelector('svg.matrix');
await fits();
await picture('6-modules');

// Addresses that lead nowhere say so.
for (const nowhere of ['#/s/' + 'f'.repeat(32), '#/f/no/such/file', '#/t/nowhere', '#/f/%E0%A4%A']) {
  await page.goto(url + nowhere);
  await settled('Not here');
}

// Narrow and dark.
await page.setViewportSize({ width: 390, height: 844 });
await page.emulateMedia({ colorScheme: 'dark' });
for (const [at, hash] of [['start', '#/'], ['symbol', route], ['modules', '#/m/'], ['files', '#/t/']]) {
  await page.goto(url + hash);
  await page.reload();
  await page.waitForSelector('h1');
  await fits();
  await picture(`7-narrow-${at}`);
}
await page.setViewportSize({ width: 1280, height: 800 });
await page.goto(url + route);
await page.reload();
await settled(name);
await inView();
await picture('8-dark-symbol');

assert.deepEqual(problems, []);
console.log(`opened in ${opened.toFixed(0)} ms, ${symbol} shown in ${shown.toFixed(0)} ms, caller ${caller.replace(/\s+/g, ' ')}, callee ${callee}`);
await browser.close();
