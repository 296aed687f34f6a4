#!/usr/bin/env node
'use strict';
/** A bit of everything. */
import fs, { readFile as read } from 'fs';
import * as path from 'path';
import './effect';
export * from './all';
export { default as main, helper } from './main';
const { join, sep: separator = '/', ...others } = require('path');
export const limit = 3, [first, , third = limit, ...rest] = [1, 2, 3];

export default class Circle extends Shape {
  static #count = 0;
  radius = 1;
  ['computed' + limit]() { return new.target; }
  static { Circle.#count++; }
  constructor({ radius, ...options }, name = 'none') {
    super(options);
    this.radius = radius;
    this.on?.('area', () => this.area());
  }
  get area() { return Math.PI * this.radius ** 2; }
  set area(value) { this.radius = Math.sqrt(value / Math.PI); }
  static async *all(...shapes) { for await (const shape of shapes) yield* shape.parts(); }
}

function Legacy(a, b) { if (!(this instanceof Legacy)) return new Legacy(a, b); this.a = a; }
Legacy.prototype.run = function run() { return this.a?.[0] ?? arguments.length; };
Object.assign(Legacy.prototype, { walk() {}, 'quoted-key': 1, [separator]: 2, limit });
module.exports = { Legacy, circle: Circle };
exports.helper = (x) => x;

outer: for (let i = 0, n = limit; i < n; i++) {
  switch (typeof others) { case 'object': continue outer; default: break outer; }
}
try { await import('./lazy.js'); } catch { delete others.x; } finally { void 0; }
var hoisted = async ({ a: { b } = {} }, [c]) => ({ b, c, text: `${b} and ${c + `${limit}`}` });
label: while (false) do { hoisted ||= /re[/]x/gi.test('é'); } while (0);
let element = <Circle.Part radius={limit} {...others} on-click={() => 1}>text {first}<></></Circle.Part>;
if (a) b(); else if (c) d`tag ${e}`; else throw new Error(123n);
