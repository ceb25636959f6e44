import type { SupportedMessagePort } from '@orpc/client/message-port';

/** The page's end of the data plane, as a host hands it over: whole frames out, acknowledgements in. */
export interface DataChannel {
  send(frame: Uint8Array<ArrayBuffer>): void;
  onMessage(listener: (bytes: Uint8Array) => void): void;
}

/**
 * One loaded page. A host makes one for each page load, with fresh ports, and closes it when the page goes away (E7).
 * `control` is anything that behaves like a message port; the web host wraps its socket as one.
 */
export interface PageLink {
  readonly control: SupportedMessagePort;
  readonly data: DataChannel;
  readonly host: 'desktop' | 'web';
  /** Cuts the page off, after it said something that no page of ours says. */
  end(): void;
  /** Opens a panel in a window of its own; absent where the page has to do it itself. */
  tearOff?(panel: string): boolean;
}
