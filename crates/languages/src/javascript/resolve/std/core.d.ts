// The language's own library: the members that types pass through.

interface Object {
  constructor: Function;
  toString(): string;
  toLocaleString(): string;
  valueOf(): Object;
  hasOwnProperty(key: string): boolean;
  isPrototypeOf(value: any): boolean;
  propertyIsEnumerable(key: string): boolean;
}
interface ObjectConstructor {
  new (value?: any): any;
  (value?: any): any;
  readonly prototype: any;
  assign<T, U>(target: T, source: U): T & U;
  assign<T, U, V>(target: T, one: U, two: V): T & U & V;
  assign<T, U, V, W>(target: T, one: U, two: V, three: W): T & U & V & W;
  assign(target: any, ...sources: any[]): any;
  create<T>(prototype: T, properties?: any): T;
  keys(value: any): string[];
  values<T>(value: { [key: string]: T }): T[];
  entries<T>(value: { [key: string]: T }): [string, T][];
  fromEntries<T>(entries: Iterable<[any, T]>): { [key: string]: T };
  freeze<T>(value: T): T;
  seal<T>(value: T): T;
  preventExtensions<T>(value: T): T;
  isFrozen(value: any): boolean;
  isSealed(value: any): boolean;
  isExtensible(value: any): boolean;
  is(left: any, right: any): boolean;
  defineProperty<T>(target: T, key: any, descriptor: PropertyDescriptor): T;
  defineProperties<T>(target: T, descriptors: any): T;
  getOwnPropertyDescriptor(target: any, key: any): PropertyDescriptor | undefined;
  getOwnPropertyDescriptors(target: any): any;
  getOwnPropertyNames(target: any): string[];
  getOwnPropertySymbols(target: any): symbol[];
  getPrototypeOf(target: any): any;
  setPrototypeOf(target: any, prototype: any): any;
  hasOwn(target: any, key: any): boolean;
  groupBy(items: any, by: any): any;
}
declare var Object: ObjectConstructor;
interface PropertyDescriptor {
  configurable?: boolean;
  enumerable?: boolean;
  value?: any;
  writable?: boolean;
  get?(): any;
  set?(value: any): void;
}
interface Function {
  apply(self: any, args?: any): any;
  call(self: any, ...args: any[]): any;
  bind(self: any, ...args: any[]): any;
  toString(): string;
  prototype: any;
  readonly length: number;
  readonly name: string;
  arguments: any;
  caller: Function;
}
interface FunctionConstructor {
  new (...args: string[]): Function;
  (...args: string[]): Function;
  readonly prototype: Function;
}
declare var Function: FunctionConstructor;
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}
interface IArguments {
  [index: number]: any;
  length: number;
  callee: Function;
}
interface String {
  readonly length: number;
  at(index: number): string | undefined;
  charAt(index: number): string;
  charCodeAt(index: number): number;
  codePointAt(index: number): number | undefined;
  concat(...parts: string[]): string;
  endsWith(part: string, end?: number): boolean;
  includes(part: string, from?: number): boolean;
  indexOf(part: string, from?: number): number;
  lastIndexOf(part: string, from?: number): number;
  localeCompare(other: string, locales?: any, options?: any): number;
  match(pattern: any): RegExpMatchArray | null;
  matchAll(pattern: any): IterableIterator<RegExpMatchArray>;
  normalize(form?: string): string;
  padEnd(length: number, fill?: string): string;
  padStart(length: number, fill?: string): string;
  repeat(count: number): string;
  replace(pattern: any, by: any): string;
  replaceAll(pattern: any, by: any): string;
  search(pattern: any): number;
  slice(start?: number, end?: number): string;
  split(by?: any, limit?: number): string[];
  startsWith(part: string, from?: number): boolean;
  substr(start: number, length?: number): string;
  substring(start: number, end?: number): string;
  toLocaleLowerCase(locale?: any): string;
  toLocaleUpperCase(locale?: any): string;
  toLowerCase(): string;
  toUpperCase(): string;
  toString(): string;
  trim(): string;
  trimEnd(): string;
  trimStart(): string;
  trimLeft(): string;
  trimRight(): string;
  valueOf(): string;
  isWellFormed(): boolean;
  toWellFormed(): string;
  [index: number]: string;
}
interface StringConstructor {
  new (value?: any): String;
  (value?: any): string;
  readonly prototype: String;
  fromCharCode(...codes: number[]): string;
  fromCodePoint(...codes: number[]): string;
  raw(parts: any, ...values: any[]): string;
}
declare var String: StringConstructor;
interface Number {
  toExponential(digits?: number): string;
  toFixed(digits?: number): string;
  toLocaleString(locales?: any, options?: any): string;
  toPrecision(precision?: number): string;
  toString(radix?: number): string;
  valueOf(): number;
}
interface NumberConstructor {
  new (value?: any): Number;
  (value?: any): number;
  readonly prototype: Number;
  readonly EPSILON: number;
  readonly MAX_SAFE_INTEGER: number;
  readonly MAX_VALUE: number;
  readonly MIN_SAFE_INTEGER: number;
  readonly MIN_VALUE: number;
  readonly NEGATIVE_INFINITY: number;
  readonly POSITIVE_INFINITY: number;
  readonly NaN: number;
  isFinite(value: any): boolean;
  isInteger(value: any): boolean;
  isNaN(value: any): boolean;
  isSafeInteger(value: any): boolean;
  parseFloat(text: string): number;
  parseInt(text: string, radix?: number): number;
}
declare var Number: NumberConstructor;
interface Boolean {
  valueOf(): boolean;
  toString(): string;
}
interface BooleanConstructor {
  new (value?: any): Boolean;
  <T>(value?: T): boolean;
  readonly prototype: Boolean;
}
declare var Boolean: BooleanConstructor;
interface BigInt {
  toString(radix?: number): string;
  toLocaleString(): string;
  valueOf(): bigint;
}
interface bigint extends BigInt {}
interface BigIntConstructor {
  (value: any): bigint;
  readonly prototype: BigInt;
  asIntN(bits: number, value: bigint): bigint;
  asUintN(bits: number, value: bigint): bigint;
}
declare var BigInt: BigIntConstructor;
interface Symbol {
  readonly description: string | undefined;
  toString(): string;
  valueOf(): symbol;
}
interface SymbolConstructor {
  (description?: any): symbol;
  readonly prototype: Symbol;
  for(key: string): symbol;
  keyFor(value: symbol): string | undefined;
  readonly iterator: symbol;
  readonly asyncIterator: symbol;
  readonly hasInstance: symbol;
  readonly toPrimitive: symbol;
  readonly toStringTag: symbol;
  readonly species: symbol;
  readonly unscopables: symbol;
  readonly dispose: symbol;
  readonly asyncDispose: symbol;
  readonly match: symbol;
  readonly isConcatSpreadable: symbol;
}
declare var Symbol: SymbolConstructor;
interface IteratorResult<T> {
  done?: boolean;
  value: T;
}
interface IteratorYieldResult<T> {
  done?: false;
  value: T;
}
interface IteratorReturnResult<T> {
  done: true;
  value: T;
}
interface Iterator<T, R = any, N = any> {
  next(value?: any): IteratorResult<T>;
  return?(value?: any): IteratorResult<T>;
  throw?(error?: any): IteratorResult<T>;
}
interface Iterable<T, R = any, N = any> {
  "@@iterator"(): Iterator<T>;
}
interface IterableIterator<T, R = any, N = any> extends Iterator<T> {
  "@@iterator"(): IterableIterator<T>;
  map<U>(by: (value: T, index: number) => U): IterableIterator<U>;
  filter(by: (value: T, index: number) => boolean): IterableIterator<T>;
  take(count: number): IterableIterator<T>;
  drop(count: number): IterableIterator<T>;
  toArray(): T[];
  forEach(by: (value: T, index: number) => void): void;
}
interface IteratorObject<T, R = any, N = any> extends IterableIterator<T> {}
interface AsyncIterator<T, R = any, N = any> {
  next(value?: any): Promise<IteratorResult<T>>;
  return?(value?: any): Promise<IteratorResult<T>>;
  throw?(error?: any): Promise<IteratorResult<T>>;
}
interface AsyncIterable<T, R = any, N = any> {
  "@@asyncIterator"(): AsyncIterator<T>;
}
interface AsyncIterableIterator<T, R = any, N = any> extends AsyncIterator<T> {
  "@@asyncIterator"(): AsyncIterableIterator<T>;
}
interface Generator<T = unknown, R = any, N = any> extends IterableIterator<T> {
  "@@iterator"(): Generator<T, R, N>;
}
interface AsyncGenerator<T = unknown, R = any, N = any> extends AsyncIterator<T> {
  "@@asyncIterator"(): AsyncGenerator<T, R, N>;
}
interface ArrayLike<T> {
  readonly length: number;
  readonly [index: number]: T;
}
interface ConcatArray<T> extends ArrayLike<T> {}
interface ReadonlyArray<T> {
  readonly length: number;
  at(index: number): T | undefined;
  concat(...items: any[]): T[];
  entries(): IterableIterator<[number, T]>;
  every(by: (value: T, index: number, array: T[]) => unknown, self?: any): boolean;
  filter(by: (value: T, index: number, array: T[]) => unknown, self?: any): T[];
  find(by: (value: T, index: number, array: T[]) => unknown, self?: any): T | undefined;
  findIndex(by: (value: T, index: number, array: T[]) => unknown, self?: any): number;
  findLast(by: (value: T, index: number, array: T[]) => unknown, self?: any): T | undefined;
  findLastIndex(by: (value: T, index: number, array: T[]) => unknown, self?: any): number;
  flat(depth?: number): any[];
  flatMap<U>(by: (value: T, index: number, array: T[]) => U | readonly U[], self?: any): U[];
  forEach(by: (value: T, index: number, array: T[]) => void, self?: any): void;
  includes(value: T, from?: number): boolean;
  indexOf(value: T, from?: number): number;
  join(by?: string): string;
  keys(): IterableIterator<number>;
  lastIndexOf(value: T, from?: number): number;
  map<U>(by: (value: T, index: number, array: T[]) => U, self?: any): U[];
  reduce<U>(by: (before: U, value: T, index: number, array: T[]) => U, start: U): U;
  reduce(by: (before: T, value: T, index: number, array: T[]) => T): T;
  reduceRight<U>(by: (before: U, value: T, index: number, array: T[]) => U, start: U): U;
  reduceRight(by: (before: T, value: T, index: number, array: T[]) => T): T;
  slice(start?: number, end?: number): T[];
  some(by: (value: T, index: number, array: T[]) => unknown, self?: any): boolean;
  toLocaleString(): string;
  toReversed(): T[];
  toSorted(by?: (left: T, right: T) => number): T[];
  toSpliced(start: number, count?: number, ...items: T[]): T[];
  toString(): string;
  values(): IterableIterator<T>;
  with(index: number, value: T): T[];
  "@@iterator"(): IterableIterator<T>;
  readonly [index: number]: T;
}
interface Array<T> extends ReadonlyArray<T> {
  length: number;
  copyWithin(target: number, start: number, end?: number): this;
  fill(value: T, start?: number, end?: number): this;
  pop(): T | undefined;
  push(...items: T[]): number;
  reverse(): T[];
  shift(): T | undefined;
  sort(by?: (left: T, right: T) => number): this;
  splice(start: number, count?: number, ...items: T[]): T[];
  unshift(...items: T[]): number;
  [index: number]: T;
}
interface ArrayConstructor {
  new <T>(...items: T[]): T[];
  <T>(...items: T[]): T[];
  readonly prototype: any[];
  isArray(value: any): value is any[];
  from<T, U>(items: Iterable<T>, by: (value: T, index: number) => U, self?: any): U[];
  from<T>(items: Iterable<T>): T[];
  fromAsync<T>(items: any): Promise<T[]>;
  of<T>(...items: T[]): T[];
}
declare var Array: ArrayConstructor;
interface TemplateStringsArray extends ReadonlyArray<string> {
  readonly raw: readonly string[];
}
interface RegExpMatchArray extends Array<string> {
  index?: number;
  input?: string;
  groups?: { [key: string]: string };
}
interface RegExpExecArray extends Array<string> {
  index: number;
  input: string;
  groups?: { [key: string]: string };
}
interface RegExp {
  exec(text: string): RegExpExecArray | null;
  test(text: string): boolean;
  toString(): string;
  compile(): this;
  readonly source: string;
  readonly flags: string;
  readonly global: boolean;
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly sticky: boolean;
  readonly unicode: boolean;
  readonly dotAll: boolean;
  lastIndex: number;
}
interface RegExpConstructor {
  new (pattern: any, flags?: string): RegExp;
  (pattern: any, flags?: string): RegExp;
  readonly prototype: RegExp;
}
declare var RegExp: RegExpConstructor;
interface Date {
  getDate(): number; getDay(): number; getFullYear(): number; getHours(): number; getMilliseconds(): number;
  getMinutes(): number; getMonth(): number; getSeconds(): number; getTime(): number; getTimezoneOffset(): number;
  getUTCDate(): number; getUTCDay(): number; getUTCFullYear(): number; getUTCHours(): number;
  getUTCMilliseconds(): number; getUTCMinutes(): number; getUTCMonth(): number; getUTCSeconds(): number;
  getYear(): number;
  setDate(value: number): number; setFullYear(value: number, month?: number, date?: number): number;
  setHours(value: number, minutes?: number, seconds?: number, ms?: number): number;
  setMilliseconds(value: number): number; setMinutes(value: number, seconds?: number, ms?: number): number;
  setMonth(value: number, date?: number): number; setSeconds(value: number, ms?: number): number;
  setTime(value: number): number; setUTCDate(value: number): number; setUTCFullYear(value: number): number;
  setUTCHours(value: number): number; setUTCMilliseconds(value: number): number;
  setUTCMinutes(value: number): number; setUTCMonth(value: number): number; setUTCSeconds(value: number): number;
  toDateString(): string; toISOString(): string; toJSON(key?: any): string; toString(): string;
  toLocaleDateString(locales?: any, options?: any): string; toLocaleString(locales?: any, options?: any): string;
  toLocaleTimeString(locales?: any, options?: any): string; toTimeString(): string; toUTCString(): string;
  toGMTString(): string;
  valueOf(): number;
}
interface DateConstructor {
  new (value?: any, month?: number, date?: number, hours?: number, minutes?: number, seconds?: number, ms?: number): Date;
  (): string;
  readonly prototype: Date;
  UTC(...parts: number[]): number;
  now(): number;
  parse(text: string): number;
}
declare var Date: DateConstructor;
interface Error {
  name: string;
  message: string;
  stack?: string;
  cause?: unknown;
  toString(): string;
}
interface ErrorConstructor {
  new (message?: string, options?: any): Error;
  (message?: string, options?: any): Error;
  readonly prototype: Error;
  captureStackTrace(target: any, above?: any): void;
  prepareStackTrace?: any;
  stackTraceLimit: number;
}
declare var Error: ErrorConstructor;
interface TypeError extends Error {}
declare var TypeError: ErrorConstructor;
interface RangeError extends Error {}
declare var RangeError: ErrorConstructor;
interface SyntaxError extends Error {}
declare var SyntaxError: ErrorConstructor;
interface ReferenceError extends Error {}
declare var ReferenceError: ErrorConstructor;
interface EvalError extends Error {}
declare var EvalError: ErrorConstructor;
interface URIError extends Error {}
declare var URIError: ErrorConstructor;
interface AggregateError extends Error {
  errors: any[];
}
interface AggregateErrorConstructor {
  new (errors: any, message?: string): AggregateError;
  readonly prototype: AggregateError;
}
declare var AggregateError: AggregateErrorConstructor;
interface PromiseLike<T> {
  then<A = T, B = never>(
    done?: (value: T) => A | PromiseLike<A>,
    failed?: (reason: any) => B | PromiseLike<B>,
  ): PromiseLike<A | B>;
}
interface Promise<T> {
  then<A = T, B = never>(
    done?: (value: T) => A | PromiseLike<A>,
    failed?: (reason: any) => B | PromiseLike<B>,
  ): Promise<A | B>;
  catch<B = never>(failed?: (reason: any) => B | PromiseLike<B>): Promise<T | B>;
  finally(done?: () => void): Promise<T>;
}
interface PromiseConstructor {
  new <T>(run: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void): Promise<T>;
  readonly prototype: Promise<any>;
  all<T>(values: Iterable<T | PromiseLike<T>>): Promise<T[]>;
  allSettled<T>(values: Iterable<T | PromiseLike<T>>): Promise<PromiseSettledResult<T>[]>;
  any<T>(values: Iterable<T | PromiseLike<T>>): Promise<T>;
  race<T>(values: Iterable<T | PromiseLike<T>>): Promise<T>;
  reject<T = never>(reason?: any): Promise<T>;
  resolve<T>(value?: T | PromiseLike<T>): Promise<T>;
  withResolvers<T>(): PromiseWithResolvers<T>;
}
interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T | PromiseLike<T>) => void;
  reject: (reason?: any) => void;
}
declare var Promise: PromiseConstructor;
interface PromiseSettledResult<T> {
  status: "fulfilled" | "rejected";
  value: T;
  reason: any;
}
interface PromiseFulfilledResult<T> {
  status: "fulfilled";
  value: T;
}
interface PromiseRejectedResult {
  status: "rejected";
  reason: any;
}
interface ReadonlyMap<K, V> {
  forEach(by: (value: V, key: K, map: Map<K, V>) => void, self?: any): void;
  get(key: K): V | undefined;
  has(key: K): boolean;
  readonly size: number;
  entries(): IterableIterator<[K, V]>;
  keys(): IterableIterator<K>;
  values(): IterableIterator<V>;
  "@@iterator"(): IterableIterator<[K, V]>;
}
interface Map<K, V> extends ReadonlyMap<K, V> {
  clear(): void;
  delete(key: K): boolean;
  set(key: K, value: V): this;
}
interface MapConstructor {
  new <K = any, V = any>(entries?: Iterable<[K, V]> | null): Map<K, V>;
  readonly prototype: Map<any, any>;
  groupBy(items: any, by: any): any;
}
declare var Map: MapConstructor;
interface WeakMap<K, V> {
  delete(key: K): boolean;
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): this;
}
interface WeakMapConstructor {
  new <K = any, V = any>(entries?: Iterable<[K, V]> | null): WeakMap<K, V>;
  readonly prototype: WeakMap<any, any>;
}
declare var WeakMap: WeakMapConstructor;
interface ReadonlySet<T> {
  forEach(by: (value: T, again: T, set: Set<T>) => void, self?: any): void;
  has(value: T): boolean;
  readonly size: number;
  entries(): IterableIterator<[T, T]>;
  keys(): IterableIterator<T>;
  values(): IterableIterator<T>;
  union(other: any): Set<T>;
  intersection(other: any): Set<T>;
  difference(other: any): Set<T>;
  isSubsetOf(other: any): boolean;
  "@@iterator"(): IterableIterator<T>;
}
interface Set<T> extends ReadonlySet<T> {
  add(value: T): this;
  clear(): void;
  delete(value: T): boolean;
}
interface SetConstructor {
  new <T = any>(values?: Iterable<T> | null): Set<T>;
  readonly prototype: Set<any>;
}
declare var Set: SetConstructor;
interface WeakSet<T> {
  add(value: T): this;
  delete(value: T): boolean;
  has(value: T): boolean;
}
interface WeakSetConstructor {
  new <T = any>(values?: Iterable<T> | null): WeakSet<T>;
}
declare var WeakSet: WeakSetConstructor;
interface WeakRef<T> {
  deref(): T | undefined;
}
interface WeakRefConstructor {
  new <T>(value: T): WeakRef<T>;
}
declare var WeakRef: WeakRefConstructor;
interface JSON {
  parse(text: string, reviver?: any): any;
  stringify(value: any, replacer?: any, space?: any): string;
}
declare var JSON: JSON;
interface Math {
  readonly E: number; readonly LN10: number; readonly LN2: number; readonly LOG10E: number; readonly LOG2E: number;
  readonly PI: number; readonly SQRT1_2: number; readonly SQRT2: number;
  abs(x: number): number; acos(x: number): number; acosh(x: number): number; asin(x: number): number;
  asinh(x: number): number; atan(x: number): number; atan2(y: number, x: number): number; atanh(x: number): number;
  cbrt(x: number): number; ceil(x: number): number; clz32(x: number): number; cos(x: number): number;
  cosh(x: number): number; exp(x: number): number; expm1(x: number): number; floor(x: number): number;
  fround(x: number): number; hypot(...x: number[]): number; imul(x: number, y: number): number;
  log(x: number): number; log10(x: number): number; log1p(x: number): number; log2(x: number): number;
  max(...x: number[]): number; min(...x: number[]): number; pow(x: number, y: number): number; random(): number;
  round(x: number): number; sign(x: number): number; sin(x: number): number; sinh(x: number): number;
  sqrt(x: number): number; tan(x: number): number; tanh(x: number): number; trunc(x: number): number;
}
declare var Math: Math;
interface ArrayBuffer {
  readonly byteLength: number;
  slice(start?: number, end?: number): ArrayBuffer;
}
interface ArrayBufferConstructor {
  new (length: number): ArrayBuffer;
  isView(value: any): boolean;
}
declare var ArrayBuffer: ArrayBufferConstructor;
interface ArrayBufferLike extends ArrayBuffer {}
interface ArrayBufferView {
  buffer: ArrayBuffer;
  byteLength: number;
  byteOffset: number;
}
interface Uint8Array<B = ArrayBuffer> extends ReadonlyArray<number> {
  readonly buffer: B;
  readonly byteLength: number;
  readonly byteOffset: number;
  readonly BYTES_PER_ELEMENT: number;
  set(values: any, offset?: number): void;
  subarray(start?: number, end?: number): Uint8Array;
  fill(value: number, start?: number, end?: number): this;
  [index: number]: number;
}
interface Uint8ArrayConstructor {
  new (value?: any, offset?: number, length?: number): Uint8Array;
  from(values: any): Uint8Array;
  of(...values: number[]): Uint8Array;
}
declare var Uint8Array: Uint8ArrayConstructor;
interface ImportMeta {
  url: string;
  env: any;
  dirname: string;
  filename: string;
  resolve(specifier: string): string;
}

// Types that compute other types; the resolver knows what most of them do.
type Partial<T> = T;
type Required<T> = T;
type Readonly<T> = T;
type Pick<T, K> = T;
type Omit<T, K> = T;
type Record<K, T> = { [key: string]: T };
type Exclude<T, U> = T;
type Extract<T, U> = T;
type NonNullable<T> = T;
type NoInfer<T> = T;
type Awaited<T> = T;
type ReturnType<T> = any;
type Parameters<T> = any;
type InstanceType<T> = any;
type ConstructorParameters<T> = any;
type ThisType<T> = any;
type ThisParameterType<T> = any;
type OmitThisParameter<T> = T;
type Uppercase<T> = string;
type Lowercase<T> = string;
type Capitalize<T> = string;
type Uncapitalize<T> = string;
type PropertyKey = string | number | symbol;
type PropertyDescriptorMap = { [key: string]: PropertyDescriptor };

declare var undefined: undefined;
declare var NaN: number;
declare var Infinity: number;
declare var globalThis: any;
declare function parseInt(text: string, radix?: number): number;
declare function parseFloat(text: string): number;
declare function isNaN(value: any): boolean;
declare function isFinite(value: any): boolean;
declare function encodeURIComponent(text: any): string;
declare function decodeURIComponent(text: string): string;
declare function encodeURI(text: string): string;
declare function decodeURI(text: string): string;
declare function escape(text: string): string;
declare function unescape(text: string): string;
declare function eval(text: string): any;
