import { ipcRenderer } from 'electron';

/*
 * Rule E7: hands the page its two ports and nothing else. No function of ours becomes reachable from the page, so there
 * is nothing here that a page could call. The exchange is written down in README.md beside this file.
 */

/** The slice of the page's window that is used here (the main process is compiled without the DOM's types). */
declare const window: {
  readonly location: { readonly origin: string };
  addEventListener(type: 'message', listener: (event: WindowMessage) => void): void;
  removeEventListener(type: 'message', listener: (event: WindowMessage) => void): void;
  postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void;
};
interface WindowMessage {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
}

const { origin } = window.location;

const portsArrived = new Promise<readonly unknown[]>((resolve) => {
  ipcRenderer.once('tidemark:ports', (event) => resolve(event.ports));
});

const pageIsReady = new Promise<void>((resolve) => {
  const listen = (event: WindowMessage) => {
    if (event.source !== window || event.origin !== origin || !isReady(event.data)) return;
    window.removeEventListener('message', listen);
    resolve();
  };
  window.addEventListener('message', listen);
});

function isReady(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'tidemark:ready';
}

ipcRenderer.send('tidemark:page-loaded');
void Promise.all([portsArrived, pageIsReady]).then(([ports]) => {
  window.postMessage({ type: 'tidemark:ports' }, origin, ports);
});
