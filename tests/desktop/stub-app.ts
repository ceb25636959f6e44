import { EventEmitter, on } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenEntryWindow } from '../../src-main/connections/index.ts';
import type { PageLink } from '../../src-main/rpc/page-link.ts';

interface Port {
  on(event: 'message', listener: (event: { data: { ask: string; value?: unknown } }) => void): void;
  postMessage(message: unknown): void;
}

const field = { hint: '', isMultiline: false, isOptional: false, isRepeated: false };
const entryForm = {
  id: 'e1',
  title: 'Kraken: keys of “Mine”',
  fields: [
    { ...field, name: 'apiKey', label: 'API key', isSecret: false },
    { ...field, name: 'apiSecret', label: 'Private key', isSecret: true },
  ],
};

/**
 * Stands for the application in the specs that are about its host: it answers on the control port, streams frames on the
 * data port, and takes its time to stop. What it does is written to `stub.log` in the profile.
 */
export async function createApp(options: { profile: string; openEntryWindow: OpenEntryWindow }) {
  const note = (line: string) => appendFileSync(join(options.profile, 'stub.log'), `${line}\n`);
  let pages = 0;
  const open = new Set<() => void>();
  note('started');
  const notices = new EventEmitter();
  return {
    notices: {
      async *listen(signal: AbortSignal) {
        try {
          for await (const [notice] of on(notices, 'notice', { signal })) yield notice;
        } catch (cause) {
          if (!signal.aborted) throw cause;
        }
      },
    },
    openPage(link: PageLink) {
      pages += 1;
      const page = pages;
      const control = link.control as Port;
      let sent = 0;
      note(`page ${page} opened on ${link.host}`);
      control.on('message', ({ data }) => {
        if (data.ask === 'page') control.postMessage({ page });
        if (data.ask === 'tear off') control.postMessage({ opened: link.tearOff?.(String(data.value)) });
        if (data.ask === 'enter keys') {
          options.openEntryWindow(entryForm, {
            // The value itself goes to no log, here as in the product.
            submit: async ({ apiKey, apiSecret }) => {
              const isRight = apiKey === 'right' && apiSecret === 'canary-secret';
              note(`keys ${isRight ? 'taken' : 'refused'}`);
              return { trouble: isRight ? '' : 'The venue does not know this key.' };
            },
            cancel: () => note('entry over'),
          });
        }
        if (data.ask === 'notice') notices.emit('notice', data.value);
        if (data.ask === 'store') {
          note(`stored ${String(data.value)}`);
          control.postMessage({ stored: data.value });
        }
      });
      link.data.onMessage((bytes) => control.postMessage({ received: bytes.byteLength, first: bytes[0] }));
      control.postMessage({ hello: page });
      // Half of a larger buffer, to see that only the frame itself crosses.
      const stream = setInterval(() => {
        sent += 1;
        link.data.send(new Uint8Array(new ArrayBuffer(4096), 0, 2048).fill(sent));
      }, 20);
      const close = () => {
        clearInterval(stream);
        if (open.delete(close)) note(`page ${page} closed after ${sent > 0 ? 'streaming' : 'nothing'}`);
      };
      open.add(close);
      return { close };
    },
    lockVault: (reason: string) => note(`vault locked: ${reason}`),
    onSleep: () => note('went to sleep'),
    onWake: () => note('woke up'),
    async stop() {
      for (const close of [...open]) close();
      note('stopping');
      if (process.env.STUB_NEVER_STOPS === '1') await new Promise(() => setInterval(() => undefined, 1000));
      await new Promise((resolve) => setTimeout(resolve, 250));
      note('stopped');
    },
  };
}
