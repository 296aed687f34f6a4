// What hosts bring: browsers and Node.

interface Console {
  assert(condition?: any, ...data: any[]): void;
  clear(): void;
  count(label?: string): void;
  debug(...data: any[]): void;
  dir(item?: any, options?: any): void;
  error(...data: any[]): void;
  group(...data: any[]): void;
  groupCollapsed(...data: any[]): void;
  groupEnd(): void;
  info(...data: any[]): void;
  log(...data: any[]): void;
  table(data?: any, columns?: any): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  timeLog(label?: string, ...data: any[]): void;
  trace(...data: any[]): void;
  warn(...data: any[]): void;
}
declare var console: Console;
declare function setTimeout(run: (...args: any[]) => void, ms?: number, ...args: any[]): NodeJS.Timeout;
declare function setInterval(run: (...args: any[]) => void, ms?: number, ...args: any[]): NodeJS.Timeout;
declare function clearTimeout(id?: any): void;
declare function clearInterval(id?: any): void;
declare namespace NodeJS {
  interface Timeout {
    ref(): this;
    unref(): this;
    hasRef(): boolean;
    refresh(): this;
  }
  interface ProcessEnv {
    [key: string]: string | undefined;
  }
  interface Process {
    argv: string[];
    env: ProcessEnv;
    pid: number;
    platform: string;
    version: string;
    versions: any;
    exitCode: number;
    stdin: any;
    stdout: any;
    stderr: any;
    cwd(): string;
    chdir(directory: string): void;
    exit(code?: number): never;
    nextTick(run: Function, ...args: any[]): void;
    hrtime: any;
    memoryUsage: any;
    uptime(): number;
    on(event: string, run: (...args: any[]) => void): this;
    once(event: string, run: (...args: any[]) => void): this;
    off(event: string, run: (...args: any[]) => void): this;
    emit(event: string, ...args: any[]): boolean;
    removeListener(event: string, run: (...args: any[]) => void): this;
    listeners(event: string): Function[];
    emitWarning(warning: any): void;
    kill(pid: number, signal?: any): boolean;
  }
}
declare var process: NodeJS.Process;
interface Buffer extends Uint8Array {
  toString(encoding?: string, start?: number, end?: number): string;
  write(text: string): number;
  equals(other: any): boolean;
}
interface BufferConstructor {
  new (value: any): Buffer;
  from(value: any, encoding?: any): Buffer;
  alloc(size: number, fill?: any): Buffer;
  allocUnsafe(size: number): Buffer;
  concat(parts: any, length?: number): Buffer;
  byteLength(value: any, encoding?: string): number;
  isBuffer(value: any): boolean;
}
declare var Buffer: BufferConstructor;
interface Performance {
  now(): number;
  mark(name: string): any;
  measure(name: string, ...args: any[]): any;
}
declare var performance: Performance;

interface Event {
  readonly target: any;
  readonly currentTarget: any;
  readonly type: string;
  preventDefault(): void;
  stopPropagation(): void;
  stopImmediatePropagation(): void;
}
interface EventTarget {
  addEventListener(type: string, run: (event: any) => void, options?: any): void;
  removeEventListener(type: string, run: (event: any) => void, options?: any): void;
  dispatchEvent(event: Event): boolean;
}
interface Node extends EventTarget {
  readonly childNodes: ArrayLike<Node>;
  readonly firstChild: any;
  readonly lastChild: any;
  readonly nextSibling: any;
  readonly previousSibling: any;
  readonly parentNode: any;
  readonly nodeName: string;
  readonly nodeType: number;
  nodeValue: string;
  textContent: string;
  readonly ownerDocument: Document;
  appendChild<T>(node: T): T;
  cloneNode(deep?: boolean): any;
  contains(other: any): boolean;
  insertBefore<T>(node: T, before: any): T;
  removeChild<T>(node: T): T;
  replaceChild<T>(node: any, old: T): T;
}
interface Element extends Node {
  readonly attributes: any;
  readonly children: any;
  readonly classList: any;
  className: string;
  id: string;
  innerHTML: string;
  outerHTML: string;
  innerText: string;
  readonly localName: string;
  readonly tagName: string;
  readonly firstElementChild: any;
  readonly lastElementChild: any;
  scrollTop: number;
  scrollLeft: number;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  hasAttribute(name: string): boolean;
  getBoundingClientRect(): any;
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): any;
  matches(selectors: string): boolean;
  closest(selectors: string): any;
  remove(): void;
  attachShadow(options: any): any;
}
interface HTMLElement extends Element {
  style: any;
  dataset: any;
  hidden: boolean;
  title: string;
  tabIndex: number;
  value: any;
  checked: boolean;
  blur(): void;
  click(): void;
  focus(options?: any): void;
  [key: string]: any;
}
declare var HTMLElement: { new (): HTMLElement; prototype: HTMLElement };
declare var Element: { new (): Element; prototype: Element };
interface Text extends Node {
  data: string;
}
declare var Text: { new (data?: string): Text; prototype: Text };
interface Document extends Node {
  readonly body: HTMLElement;
  readonly head: HTMLElement;
  readonly documentElement: HTMLElement;
  readonly activeElement: any;
  title: string;
  cookie: string;
  createElement(name: string, options?: any): HTMLElement;
  createElementNS(space: any, name: string, options?: any): HTMLElement;
  createTextNode(text: string): Text;
  createDocumentFragment(): any;
  createComment(text: string): any;
  createEvent(kind: string): any;
  getElementById(id: string): HTMLElement | null;
  getElementsByTagName(name: string): any;
  getElementsByClassName(name: string): any;
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): any;
}
declare var document: Document;
declare var Document: { new (): Document; prototype: Document };
declare var window: any;
declare var global: any;
interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  clear(): void;
}
declare var localStorage: Storage;
interface URLSearchParams {
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  set(name: string, value: string): void;
  sort(): void;
  toString(): string;
  forEach(by: (value: string, key: string) => void): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  "@@iterator"(): IterableIterator<[string, string]>;
}
declare var URLSearchParams: { new (init?: any): URLSearchParams; prototype: URLSearchParams };
interface URL {
  hash: string;
  host: string;
  hostname: string;
  href: string;
  readonly origin: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  readonly searchParams: URLSearchParams;
  username: string;
  toString(): string;
  toJSON(): string;
}
declare var URL: { new (url: any, base?: any): URL; prototype: URL; createObjectURL(value: any): string; revokeObjectURL(url: string): void; canParse(url: string): boolean };
interface AbortSignal extends EventTarget {
  readonly aborted: boolean;
  readonly reason: any;
  onabort: any;
  throwIfAborted(): void;
}
declare var AbortSignal: { new (): AbortSignal; timeout(ms: number): AbortSignal; any(signals: AbortSignal[]): AbortSignal; abort(reason?: any): AbortSignal };
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: any): void;
}
declare var AbortController: { new (): AbortController; prototype: AbortController };
interface Headers {
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  has(name: string): boolean;
  set(name: string, value: string): void;
  forEach(by: (value: string, key: string) => void): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  "@@iterator"(): IterableIterator<[string, string]>;
}
declare var Headers: { new (init?: any): Headers; prototype: Headers };
interface Body {
  readonly body: any;
  readonly bodyUsed: boolean;
  arrayBuffer(): Promise<ArrayBuffer>;
  blob(): Promise<any>;
  formData(): Promise<any>;
  json(): Promise<any>;
  text(): Promise<string>;
}
interface Request extends Body {
  readonly headers: Headers;
  readonly method: string;
  readonly url: string;
  readonly signal: AbortSignal;
  readonly mode: string;
  readonly credentials: string;
  readonly cache: string;
  readonly redirect: string;
  clone(): Request;
}
declare var Request: { new (input: any, init?: any): Request; prototype: Request };
interface Response extends Body {
  readonly headers: Headers;
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly type: string;
  readonly url: string;
  clone(): Response;
}
declare var Response: { new (body?: any, init?: any): Response; prototype: Response; error(): Response; json(data: any, init?: any): Response; redirect(url: any, status?: number): Response };
declare function fetch(input: any, init?: any): Promise<Response>;
