/// <reference path="types.d.ts" />
import type { Shape } from './shape';
import React, { type FC, useState as state } from 'react';
import legacy = require('legacy');
import Alias = Outer.Inner;
export type { Shape };
export = legacy;
declare module 'ambient' { export function open(path: string): void; }
declare global { interface Window { title?: string } }
export namespace Outer.Inner { export const depth: number = 1; }
declare const VERSION: unique symbol;

export abstract class Circle<T extends Shape = Shape> extends Base<T> implements Area, Named<'circle'> {
  private static readonly count = 0;
  declare name: string;
  #secret?: number;
  constructor(public readonly radius: number, protected scale = 1, @Inject() private other?: Circle<T>) { super(); }
  @log('area') get area(): number { return this.radius! ** 2; }
  abstract walk<K extends keyof T>(key: K, ...rest: T[K][]): asserts key is K;
  overload(a: string): void;
  overload(a: number): void;
  overload(a: any) { (a as unknown as string).trim(); <number>a; a satisfies object; }
  [key: string]: unknown;
}

interface Named<N extends string> extends Base<N>, Other { readonly name: N; (call: N): void; new (x: N): Named<N>; method?(): this; get x(): number; }
enum Color { Red = 'r', Green = 1 << 2, Blue = Green }
const enum Flags { None, All = ~None }
type Mapped<T> = { readonly [K in keyof T as `get${K & string}`]-?: T[K] extends (infer R)[] ? R : never };
type Fn = new (...args: [a: string, b?: number, ...rest: boolean[]]) => typeof import('./shape').default;
type Union = 'a' | 1 | null | undefined | (() => void) | abstract new () => object;

function isShape(this: Window, value: unknown): value is Shape { return typeof value === 'object' && 'area' in value!; }
export default async function* main<const T>(items: readonly T[], { a, b: [c] }: { a: T; b: number[] } = {} as any): AsyncGenerator<T> {
  const map = new Map<string, Array<Circle>>(), pick = <U,>(u: U) => u;
  let tuple: [x: number, y?: string] = [1]; using resource = open();
  for (const [key, value] of map.entries()) if (value instanceof Circle) yield value.overload?.(key) as T;
  label: do { tuple[0] ??= items.length; continue label; } while (!isShape.call(window, map));
  switch (tuple[1]) { case Color.Red: { throw new Error(`bad ${c}`); } default: }
  return await import('./lazy');
}
