/** What the control plane's client needs of a port; a MessagePort is one. */
export interface ControlPort {
  addEventListener(type: string, listener: (event: { data: unknown }) => void): void;
  postMessage(data: unknown): void;
}

/** One connection to the main process: the two planes, and when it ends. */
export interface PagePorts {
  readonly control: ControlPort;
  sendData(bytes: Uint8Array<ArrayBuffer>): void;
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once. */
  onClosed(listener: (reason: string) => void): void;
}

/** Thrown where trying again by itself is of no use, because somebody has to do something first. */
export class NeedsPerson extends Error {
  override readonly name = 'NeedsPerson';
  /** After how long trying again by itself may help after all. */
  readonly retryMs: number;

  constructor(sentence: string, retryMs = Number.POSITIVE_INFINITY) {
    super(sentence);
    this.retryMs = retryMs;
  }
}
