import type { PagePorts } from './page-ports.ts';

/** The ports that the preload hands over once the page says that it is ready (rule E7). */
export function openDesktopPorts(): Promise<PagePorts> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent) => {
      if (event.source !== window || event.origin !== window.origin) return;
      if ((event.data as { type?: unknown } | null)?.type !== 'tidemark:ports') return;
      const [control, data] = event.ports;
      if (control === undefined || data === undefined) return;
      window.removeEventListener('message', onMessage);
      resolve(fromMessagePorts(control, data));
    };
    window.addEventListener('message', onMessage);
    window.postMessage({ type: 'tidemark:ready' }, window.origin);
  });
}

function fromMessagePorts(control: MessagePort, data: MessagePort): PagePorts {
  control.start();
  data.start();
  return {
    control: control as unknown as PagePorts['control'],
    sendData: (bytes) => data.postMessage(bytes),
    onData: (listener) =>
      data.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (event.data instanceof Uint8Array) listener(event.data);
      }),
    onClosed: (listener) =>
      control.addEventListener('close', () => listener('The main process closed the connection.'), {
        once: true,
      }),
  };
}
