import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { originOf, toChromium, toMain } from './address.ts';
import { cloneCodec } from './clone.ts';
import type { ProtocolConnection, ProtocolSession } from './debugging-protocol.ts';
import type { MessagePortMain } from './message-ports.ts';
import {
  bindingName,
  openBindingName,
  pageWorld,
  portControlKey,
  preloadWorld,
  worldName,
} from './page-runtime.ts';
import { defaultSession, type PausedRequest } from './session.ts';

const codec = cloneCodec();

/** Emits what pages send; `electron.ts` exports it. */
export const ipcMain = new EventEmitter();

/** Electron's defaults of the preferences that rule E1 is about. */
const defaultPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
};
export type Preferences = Partial<typeof defaultPreferences> & { preload?: string };

/** An event that can be stopped, with Electron's fields on it. */
export function preventable<Fields extends object>(fields: Fields) {
  return {
    ...fields,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

export class WebFrameMain {
  readonly frameId: string;
  readonly parent: WebFrameMain | null;
  url = 'about:blank';
  readonly #contents: WebContents;

  constructor(contents: WebContents, frameId: string, parent: WebFrameMain | null) {
    this.#contents = contents;
    this.frameId = frameId;
    this.parent = parent;
  }

  get origin(): string {
    return originOf(this.url);
  }

  postMessage(channel: string, message: unknown, transfer: MessagePortMain[] = []): void {
    this.#contents.postToFrame(this, channel, message, transfer);
  }
}

let lastContentsId = 0;
let lastPortId = 0;

/** One page: Electron's web contents over one debugging session. */
export class WebContents extends EventEmitter {
  readonly id: number;
  readonly session = defaultSession;
  readonly ready: Promise<void>;
  #preferences: Preferences;
  #isDestroyed = false;
  #target: ProtocolSession | undefined;
  #targetId = '';
  #frames = new Map<string, WebFrameMain>();
  #mainFrame: WebFrameMain | undefined;
  #worlds = new Map<number, string>();
  #ports = new Map<number, { port: MessagePortMain; world: number }>();
  #expectedLoads = 0;
  #windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined;

  constructor(preferences: Preferences, connection: Promise<ProtocolConnection>) {
    super();
    lastContentsId += 1;
    this.id = lastContentsId;
    // `app.enableSandbox()` overrides the option, and the stand-in cannot run a page without isolation.
    this.#preferences = { ...defaultPreferences, ...preferences, sandbox: true };
    this.ready = connection.then((open) => this.#attach(open));
    this.ready.catch((cause: unknown) => process.stderr.write(`stand-in: no page: ${String(cause)}\n`));
  }

  get mainFrame(): WebFrameMain {
    return this.#mainFrame ?? new WebFrameMain(this, 'not yet', null);
  }
  get targetId(): string {
    return this.#targetId;
  }
  getURL(): string {
    return this.#mainFrame?.url ?? '';
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  getLastWebPreferences(): Preferences {
    return this.#preferences;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#windowOpenHandler = handler;
  }
  async loadURL(address: string): Promise<void> {
    this.emit('did-start-loading');
    await this.ready;
    this.#expectedLoads += 1;
    const { errorText } = (await this.#target?.send('Page.navigate', { url: toChromium(address) })) ?? {};
    if (errorText) throw new Error(`${String(errorText)} loading '${address}'`);
  }
  reload(): void {
    this.#expectedLoads += 1;
    this.#target?.tell('Page.reload');
  }
  async executeJavaScript(source: string): Promise<unknown> {
    const answer = await this.#target?.send('Runtime.evaluate', {
      expression: source,
      awaitPromise: true,
      returnByValue: true,
    });
    return (answer?.result as { value?: unknown } | undefined)?.value;
  }
  forcefullyCrashRenderer(): void {
    this.#target?.tell('Page.crash');
  }
  close(): void {
    this.#target?.tell('Page.close');
  }

  /** The target is gone. */
  destroyed(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#closePorts(() => true);
    this.emit('destroyed');
  }

  postToFrame(frame: WebFrameMain, channel: string, message: unknown, transfer: MessagePortMain[]): void {
    const world = [...this.#worlds].find(([, frameId]) => frameId === frame.frameId)?.[0];
    if (world === undefined) return;
    const encoded = codec.encode(message);
    const ids = transfer.map((port) => {
      lastPortId += 1;
      this.#ports.set(lastPortId, { port, world });
      return lastPortId;
    });
    this.#call(world, 'message', [channel, encoded, ids]);
    transfer.forEach((port, index) => {
      const id = ids[index] ?? 0;
      port.handOver({
        send: (text) => this.#call(world, 'port', [id, text]),
        close: () => {
          this.#ports.delete(id);
          this.#call(world, 'closePort', [id]);
        },
      });
    });
  }

  #call(world: number, method: string, args: unknown[]): void {
    if (!this.#worlds.has(world)) return;
    this.#target?.tell('Runtime.evaluate', {
      expression: `standInFromMain.${method}(...${JSON.stringify(args)})`,
      contextId: world,
    });
  }

  async #attach(connection: ProtocolConnection): Promise<void> {
    await this.session.applyPermissions(connection.browser);
    const { targetId } = await connection.browser.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
    });
    this.#targetId = String(targetId);
    const target = await connection.attach(this.#targetId);
    this.#target = target;
    target.on(
      'Fetch.requestPaused',
      (paused: PausedRequest & { frameId: string; redirectedRequestId?: string }) => {
        this.#request(paused).catch((cause: unknown) => {
          process.stderr.write(`stand-in: ${paused.request.url}: ${String(cause)}\n`);
          target.tell('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Failed' });
        });
      },
    );
    target.on('Page.frameAttached', ({ frameId, parentFrameId }) => this.#frame(frameId, parentFrameId));
    target.on('Page.frameDetached', ({ frameId }) => this.#frames.delete(frameId));
    target.on('Page.frameNavigated', ({ frame }) => this.#navigated(frame));
    target.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      this.#frame(frameId).url = toMain(url);
    });
    target.on('Page.domContentEventFired', () => this.emit('dom-ready'));
    target.on('Page.loadEventFired', () => this.emit('did-finish-load'));
    target.on('Page.windowOpen', ({ url }) => {
      const { action } = this.#windowOpenHandler?.({ url: toMain(url) }) ?? { action: 'allow' };
      if (action !== 'deny')
        throw new Error('the stand-in opens no window for a page; the handler has to deny it');
    });
    target.on('Inspector.targetCrashed', () => {
      this.#closePorts(() => true);
      this.emit('render-process-gone', {}, { reason: 'crashed' });
    });
    target.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === worldName) this.#worlds.set(context.id, context.auxData.frameId);
    });
    target.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.#worldGone(executionContextId),
    );
    target.on('Runtime.executionContextsCleared', () => {
      for (const world of [...this.#worlds.keys()]) this.#worldGone(world);
    });
    target.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === bindingName) this.#fromPage(executionContextId, JSON.parse(payload));
      if (name === openBindingName) this.#windowAsked(payload);
    });
    const { frameTree } = (await target.send('Page.getFrameTree')) as {
      frameTree: { frame: { id: string } };
    };
    this.#mainFrame = this.#frame(frameTree.frame.id);
    await Promise.all([
      target.send('Page.enable'),
      target.send('Inspector.enable'),
      target.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      target.send('Runtime.addBinding', { name: openBindingName }),
      target.send('Runtime.addBinding', { name: bindingName, executionContextName: worldName }),
      target.send('Page.addScriptToEvaluateOnNewDocument', {
        source: `(${pageWorld})(${JSON.stringify(portControlKey)}, ${JSON.stringify(openBindingName)})`,
      }),
      ...(this.#preferences.preload === undefined
        ? []
        : [this.#addPreload(target, this.#preferences.preload)]),
      target.send('Runtime.enable'),
    ]);
  }

  #windowAsked(url: string): void {
    const { action } = this.#windowOpenHandler?.({ url: toMain(url) }) ?? { action: 'allow' };
    if (action !== 'deny')
      throw new Error('the stand-in opens no window for a page; the handler has to deny it');
  }

  #addPreload(target: ProtocolSession, file: string): Promise<unknown> {
    const preload = `function (require, module, exports) {${readFileSync(file, 'utf8')}\n}`;
    const source = `(${preloadWorld})(${preload}, (${cloneCodec})(), ${bindingName}, ${JSON.stringify(portControlKey)})`;
    return target.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName });
  }

  #frame(frameId: string, parentId?: string): WebFrameMain {
    const known = this.#frames.get(frameId);
    if (known !== undefined) return known;
    const parent = parentId === undefined ? null : this.#frame(parentId);
    const frame = new WebFrameMain(this, frameId, parent);
    this.#frames.set(frameId, frame);
    return frame;
  }

  #navigated(frame: { id: string; parentId?: string; url: string }): void {
    const known = this.#frame(frame.id, frame.parentId);
    known.url = toMain(frame.url);
    if (known.parent === null) this.emit('did-navigate', {}, known.url);
  }

  #worldGone(world: number): void {
    this.#worlds.delete(world);
    this.#closePorts((portWorld) => portWorld === world);
  }

  #closePorts(belongs: (world: number) => boolean): void {
    for (const [id, { port, world }] of [...this.#ports]) {
      if (!belongs(world)) continue;
      this.#ports.delete(id);
      port.pageClosed();
    }
  }

  #fromPage(
    world: number,
    said: { kind: string; channel: string; args: string; port: number; data: string },
  ): void {
    const frame = this.#frames.get(this.#worlds.get(world) ?? '');
    if (frame === undefined) return;
    if (said.kind === 'send') {
      ipcMain.emit(
        said.channel,
        { sender: this, senderFrame: frame },
        ...(codec.decode(said.args) as unknown[]),
      );
      return;
    }
    const known = this.#ports.get(said.port);
    if (known === undefined || known.world !== world) return;
    if (said.kind === 'port') {
      known.port.fromPage(said.data);
    } else {
      this.#ports.delete(said.port);
      known.port.pageClosed();
    }
  }

  async #request(paused: PausedRequest & { frameId: string; redirectedRequestId?: string }): Promise<void> {
    const target = this.#target;
    if (target === undefined) return;
    if (paused.resourceType === 'Document') {
      const frame = this.#frame(paused.frameId);
      const isMainFrame = frame.parent === null;
      const details = preventable({
        url: toMain(paused.request.url),
        isMainFrame,
        isSameDocument: false,
        frame,
      });
      if (isMainFrame && this.#expectedLoads > 0) {
        this.#expectedLoads -= 1;
      } else if (paused.redirectedRequestId !== undefined) {
        this.emit('will-redirect', details);
      } else {
        this.emit('will-frame-navigate', details);
        if (isMainFrame && !details.defaultPrevented) this.emit('will-navigate', details);
      }
      if (details.defaultPrevented) {
        target.tell('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' });
        return;
      }
      if (isMainFrame) this.emit('did-start-navigation', details);
    }
    await this.session.answer(paused, target);
  }
}
