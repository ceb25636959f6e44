import type { CloneCodec } from './clone.ts';

/*
 * What the stand-in puts into a page. Both functions are sent as text and therefore use nothing from outside themselves.
 */

export const worldName = 'electron-preload';
export const bindingName = 'standInToMain';
export const openBindingName = 'standInOpen';
export const portControlKey = '__standInPort';

/** The preload's own world: `require('electron')` there, and one half of each bridged port. */
export function preloadWorld(
  preload: (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void,
  codec: CloneCodec,
  toMain: (text: string) => void,
  controlKey: string,
): void {
  // A sandboxed preload runs in the main frame only (nodeIntegrationInSubFrames is off).
  if (window !== window.top) return;
  const listeners = new Map<string, { listener: (...args: unknown[]) => void; isOnce: boolean }[]>();
  const bridges = new Map<number, MessagePort>();
  const say = (message: object) => toMain(JSON.stringify(message));

  const ipcRenderer = {
    on(channel: string, listener: (...args: unknown[]) => void) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, isOnce: false }]);
      return ipcRenderer;
    },
    once(channel: string, listener: (...args: unknown[]) => void) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, isOnce: true }]);
      return ipcRenderer;
    },
    send(channel: string, ...args: unknown[]) {
      say({ kind: 'send', channel, args: codec.encode(args) });
    },
  };
  const electron = new Proxy({ ipcRenderer } as Record<string, unknown>, {
    get(target, name) {
      if (typeof name === 'string' && name in target) return target[name];
      throw new Error(`electron.${String(name)} is not in the stand-in's preload`);
    },
  });

  const fromMain = {
    message(channel: string, encoded: string, portIds: number[]) {
      const ports = portIds.map((id) => {
        const { port1, port2 } = new MessageChannel();
        bridges.set(id, port1);
        port1.onmessage = ({ data }) => {
          if (data?.[controlKey] === 'close') {
            bridges.delete(id);
            port1.close();
            say({ kind: 'port-close', port: id });
          } else {
            say({ kind: 'port', port: id, data: codec.encode(data) });
          }
        };
        return port2;
      });
      const found = listeners.get(channel) ?? [];
      listeners.set(
        channel,
        found.filter(({ isOnce }) => !isOnce),
      );
      for (const { listener } of found) listener({ ports, sender: ipcRenderer }, codec.decode(encoded));
    },
    port(id: number, encoded: string) {
      bridges.get(id)?.postMessage(codec.decode(encoded));
    },
    closePort(id: number) {
      bridges.get(id)?.postMessage({ [controlKey]: 'close' });
      bridges.delete(id);
    },
  };
  Object.assign(globalThis, { standInFromMain: fromMain });

  const module = { exports: {} };
  preload(
    (name) => {
      if (name !== 'electron') throw new Error(`module not found: ${name}`);
      return electron;
    },
    module,
    module.exports,
  );
}

/**
 * The page's own world: ports that reach into the main process behave as Electron's do. They get a `close` event when
 * the other end closes, and refuse to transfer memory. `window.open` answers null, since every window is denied.
 */
export function pageWorld(controlKey: string, openAsked: string): void {
  const ask = (globalThis as unknown as Record<string, (address: string) => void>)[openAsked];
  window.open = (address) => {
    ask?.(new URL(address || 'about:blank', document.baseURI).href);
    return null;
  };
  window.addEventListener('message', (event) => {
    if (event.source !== window) return;
    for (const port of event.ports) {
      const post = port.postMessage.bind(port);
      const close = port.close.bind(port);
      port.addEventListener('message', (message: MessageEvent) => {
        if (message.data?.[controlKey] !== 'close') return;
        message.stopImmediatePropagation();
        close();
        port.dispatchEvent(new Event('close'));
      });
      port.postMessage = (message: unknown, options?: Transferable[] | StructuredSerializeOptions) => {
        const transfer = Array.isArray(options) ? options : (options?.transfer ?? []);
        if (transfer.length > 0) {
          throw new DOMException(
            'Electron transfers no memory to the main process: clone it',
            'DataCloneError',
          );
        }
        post(message);
      };
      port.close = () => {
        post({ [controlKey]: 'close' });
        close();
      };
    }
  });
}
