import {
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
  type WebContents,
  type WebFrameMain,
} from 'electron';
import { largestFrameBytes } from '../../src-shared/stream/layout.ts';
import type { DataChannel, PageLink } from '../rpc/page-link.ts';
import { isPageAddress, isPageOrigin } from './page-address.ts';
import { isOurWindow } from './window-factory.ts';

/** Said by the preload, once per loaded page; answered with the ports. `src-preload/README.md` has the whole exchange. */
export const pageLoadedChannel = 'tidemark:page-loaded';
export const portsChannel = 'tidemark:ports';

/**
 * Rule E7: each page load gets fresh ports and the ones before are closed. They go to the main frame of a window that we
 * made, showing our origin, and to nobody else.
 */
export function handOutPorts(parts: {
  openPage(link: PageLink): { close(): void };
  tearOff(panel: string): boolean;
}): { closeAll(): void } {
  const closers = new Map<number, () => void>();
  const followed = new WeakSet<WebContents>();
  const close = (contentsId: number) => {
    const closer = closers.get(contentsId);
    closers.delete(contentsId);
    closer?.();
  };

  ipcMain.on(pageLoadedChannel, (event) => {
    const frame = event.senderFrame;
    if (frame === null || frame.parent !== null || frame !== event.sender.mainFrame) return;
    const contents = event.sender;
    close(contents.id);
    if (!mayHavePorts(contents, frame)) return;
    if (!followed.has(contents)) {
      followed.add(contents);
      contents.on('render-process-gone', () => close(contents.id));
      const { id } = contents;
      contents.once('destroyed', () => close(id));
    }
    const control = new MessageChannelMain();
    const data = new MessageChannelMain();
    const page = parts.openPage({
      control: control.port1,
      data: dataChannel(data.port1),
      host: 'desktop',
      tearOff: parts.tearOff,
      end: () => close(contents.id),
    });
    const closeThese = () => {
      page.close();
      control.port1.close();
      data.port1.close();
    };
    closers.set(contents.id, closeThese);
    // The page's ends die with its document, also where nothing of ours is loaded in its place.
    control.port1.on('close', () => {
      if (closers.get(contents.id) === closeThese) close(contents.id);
    });
    control.port1.start();
    data.port1.start();
    frame.postMessage(portsChannel, null, [control.port2, data.port2]);
  });

  return {
    closeAll() {
      for (const id of [...closers.keys()]) close(id);
    },
  };
}

function mayHavePorts(contents: WebContents, frame: WebFrameMain): boolean {
  return isOurWindow(contents) && isPageOrigin(frame.origin) && isPageAddress(frame.url);
}

/** Electron clones a typed array together with the whole buffer under it, and can transfer neither (hence the copy). */
function dataChannel(port: MessagePortMain): DataChannel {
  return {
    send(frame) {
      if (frame.byteLength > largestFrameBytes) {
        throw new RangeError(`a frame of ${frame.byteLength} bytes is larger than ${largestFrameBytes}`);
      }
      port.postMessage(frame.byteLength === frame.buffer.byteLength ? frame : frame.slice());
    },
    onMessage(listener) {
      port.on('message', ({ data }: { data: unknown }) => {
        if (data instanceof Uint8Array && data.byteLength <= largestFrameBytes) listener(data);
      });
    },
  };
}
