//! Names that the language's hosts, test frameworks and bundlers bring without import, beside those of the stubs.

/// In byte order, for searching.
#[rustfmt::skip]
pub(super) const GLOBALS: &[&str] = &[
    "AddEventListenerOptions", "Animation", "AnimationEvent", "AriaAttributes", "ArrayIterator",
    "AsyncDisposable", "AsyncDisposableStack", "AsyncGeneratorFunction", "AsyncIteratorObject", "Atomics",
    "Attr", "Audio", "AudioContext", "BeforeUnloadEvent", "BigInt64Array", "BigUint64Array", "Blob",
    "BlobPart", "BodyInit", "BroadcastChannel", "BufferEncoding", "BufferSource", "BuiltinIteratorReturn",
    "Bun", "CSS", "CSSRule", "CSSStyleDeclaration", "CSSStyleSheet", "Cache", "CacheStorage",
    "CanvasRenderingContext2D", "CharacterData", "ChildNode", "ClassDecorator", "ClassDecoratorContext",
    "ClassFieldDecoratorContext", "ClassMethodDecoratorContext", "ClipboardEvent", "CloseEvent", "Comment",
    "CompositionEvent", "CompressionStream", "CryptoKey", "CryptoKeyPair", "CustomElementConstructor",
    "CustomElementRegistry", "CustomEvent", "CustomEventInit", "DOMException", "DOMMatrix", "DOMParser",
    "DOMPoint", "DOMRect", "DOMRectReadOnly", "DOMStringMap", "DOMTokenList", "DataTransfer", "DataView",
    "DecoratorContext", "DedicatedWorkerGlobalScope", "Deno", "Disposable", "DisposableStack",
    "DocumentEventMap", "DocumentFragment", "DocumentReadyState", "DragEvent", "ElementCSSInlineStyle",
    "ElementDefinitionOptions", "ElementTagNameMap", "ErrorEvent", "Event", "EventInit", "EventListener",
    "EventListenerOrEventListenerObject", "EventSource", "EventTarget", "FetchEvent", "File", "FileList",
    "FileReader", "FileSystemHandle", "FinalizationRegistry", "Float32Array", "Float64Array", "FocusEvent",
    "FocusOptions", "FormData", "FormDataEntryValue", "FrameRequestCallback", "GeneratorFunction",
    "GeneratorFunctionConstructor", "Geolocation", "GeolocationPosition", "GetAnimationsOptions",
    "GlobalEventHandlers", "GlobalEventHandlersEventMap", "HTMLCollection", "HTMLCollectionOf",
    "HTMLElementEventMap", "HTMLElementTagNameMap", "HashChangeEvent", "Headers", "HeadersInit", "History",
    "IDBDatabase", "IDBFactory", "IDBRequest", "IdleDeadline", "IdleRequestCallback", "Image",
    "ImageBitmap", "ImageData", "InputEvent", "Int16Array", "Int32Array", "Int8Array",
    "IntersectionObserver", "IntersectionObserverEntry", "IntersectionObserverInit", "Intl", "Intrinsic",
    "JsonWebKey", "KeyboardEvent", "KeyboardEventInit", "KeyframeAnimationOptions", "KeyframeEffect",
    "Location", "MapIterator", "MediaQueryList", "MediaQueryListEvent", "MediaRecorder", "MediaStream",
    "MessageChannel", "MessageEvent", "MessagePort", "MethodDecorator", "MouseEvent", "MouseEventInit",
    "MutationCallback", "MutationObserver", "MutationRecord", "NamedNodeMap", "Navigator", "Node",
    "NodeFilter", "NodeList", "NodeListOf", "Notification", "OffscreenCanvas", "PageTransitionEvent",
    "ParameterDecorator", "ParentNode", "PerformanceEntry", "PerformanceObserver", "PointerEvent",
    "PopStateEvent", "ProgressEvent", "PromiseRejectionEvent", "PropertyDecorator",
    "PropertyIndexedKeyframes", "Proxy", "QueuingStrategy", "RTCPeerConnection", "Range", "ReadableStream",
    "ReadableStreamBYOBReader", "ReadableStreamDefaultController", "ReadableStreamDefaultReader", "Reflect",
    "RegExpStringIterator", "Report", "Request", "RequestInfo", "RequestInit", "ResizeObserver",
    "ResizeObserverEntry", "ResizeObserverSize", "Response", "ResponseInit", "SVGElementTagNameMap",
    "Screen", "ScrollBehavior", "ScrollIntoViewOptions", "ScrollToOptions", "Selection", "ServiceWorker",
    "ServiceWorkerRegistration", "SetIterator", "ShadowRoot", "SharedArrayBuffer", "SharedWorker",
    "Slottable", "Storage", "StorageEvent", "StringIterator", "StructuredSerializeOptions", "StyleSheet",
    "SubmitEvent", "SubtleCrypto", "SuppressedError", "TextDecoder", "TextEncoder", "TouchEvent",
    "Transferable", "TransformStream", "TransformStreamDefaultController", "TransitionEvent", "TreeWalker",
    "TypedPropertyDescriptor", "UIEvent", "URL", "URLSearchParams", "Uint16Array", "Uint32Array",
    "Uint8ClampedArray", "VisibilityState", "WeakRef", "WebAssembly", "WebGLRenderingContext", "WebSocket",
    "WheelEvent", "Window", "WindowEventMap", "Worker", "WorkerGlobalScope", "WritableStream",
    "WritableStreamDefaultWriter", "XMLHttpRequest", "XMLSerializer", "XPathResult", "__dirname",
    "__filename", "after", "afterAll", "afterEach", "alert", "arguments", "assert", "assertType", "atob",
    "before", "beforeAll", "beforeEach", "browser", "btoa", "cancelAnimationFrame", "cancelIdleCallback",
    "chai", "chrome", "clearImmediate", "confirm", "context", "createImageBitmap", "crypto",
    "customElements", "define", "describe", "devicePixelRatio", "dispatchEvent", "expect", "expectType",
    "expectTypeOf", "exports", "fail", "fdescribe", "fetch", "fit", "getComputedStyle", "getSelection",
    "history", "importScripts", "indexedDB", "innerHeight", "innerWidth", "it", "jQuery", "jasmine", "jest",
    "location", "matchMedia", "mocha", "module", "name", "navigator", "onmessage", "open", "origin",
    "parent", "pending", "postMessage", "print", "prompt", "queueMicrotask", "removeEventListener",
    "requestAnimationFrame", "requestIdleCallback", "require", "screen", "scrollTo", "self",
    "sessionStorage", "setImmediate", "sinon", "specify", "spyOn", "structuredClone", "suite", "test",
    "top", "vi", "vitest", "xdescribe", "xit",
];

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_in_order() {
        assert!(super::GLOBALS.is_sorted());
    }
}
