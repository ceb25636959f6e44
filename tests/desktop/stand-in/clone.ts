/*
 * The structured clone as far as Electron's ports and messages use it, as text for the debugging protocol. The function
 * is self-contained because it is also sent into the page.
 */

export interface CloneCodec {
  /** Throws a DataCloneError for what the structured clone refuses. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

export function cloneCodec(): CloneCodec {
  type Tagged = [tag: string, ...rest: unknown[]];
  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const refuse = (what: string): never => {
    throw new DOMException(`${what} could not be cloned.`, 'DataCloneError');
  };
  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192) {
      text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    }
    return btoa(text);
  };
  const fromBase64 = (text: string): ArrayBuffer =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;

  const pack = (value: unknown): Tagged => {
    if (value === undefined) return ['undefined'];
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return ['plain', value];
    if (typeof value === 'number') return ['number', Object.is(value, -0) ? '-0' : String(value)];
    if (typeof value === 'bigint') return ['bigint', String(value)];
    if (typeof value !== 'object') return refuse(`A ${typeof value}`);
    if (value instanceof ArrayBuffer) return ['buffer', toBase64(new Uint8Array(value))];
    if (ArrayBuffer.isView(value)) {
      if (!(value.buffer instanceof ArrayBuffer)) return refuse('Shared memory');
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      // A Node Buffer is a Uint8Array to the clone.
      const name = value instanceof Uint8Array ? 'Uint8Array' : value.constructor.name;
      return ['view', name in views ? name : refuse(name), toBase64(bytes)];
    }
    if (Array.isArray(value)) return ['array', value.map(pack)];
    if (value instanceof Date) return ['date', value.getTime()];
    if (value instanceof Map) return ['map', [...value].map(([key, item]) => [pack(key), pack(item)])];
    if (value instanceof Set) return ['set', [...value].map(pack)];
    if (value instanceof Error) return ['error', value.name, value.message];
    if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
      return refuse(`A ${value.constructor.name}`);
    }
    return ['object', Object.entries(value).map(([key, item]) => [key, pack(item)])];
  };
  const unpack = ([tag, first, second]: Tagged): unknown => {
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'plain':
        return first;
      case 'number':
        return Number(first);
      case 'bigint':
        return BigInt(String(first));
      case 'buffer':
        return fromBase64(String(first));
      case 'view': {
        const View = views[String(first)];
        return View === undefined ? refuse(String(first)) : new View(fromBase64(String(second)));
      }
      case 'array':
        return (first as Tagged[]).map(unpack);
      case 'date':
        return new Date(Number(first));
      case 'map':
        return new Map((first as [Tagged, Tagged][]).map(([key, item]) => [unpack(key), unpack(item)]));
      case 'set':
        return new Set((first as Tagged[]).map(unpack));
      case 'error':
        return Object.assign(new Error(String(second)), { name: String(first) });
      case 'object':
        return Object.fromEntries((first as [string, Tagged][]).map(([key, item]) => [key, unpack(item)]));
      default:
        return refuse(`A value tagged ${tag}`);
    }
  };
  return {
    encode: (value) => JSON.stringify(pack(value)),
    decode: (text) => unpack(JSON.parse(text) as Tagged),
  };
}
