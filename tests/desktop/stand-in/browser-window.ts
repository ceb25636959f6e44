import { EventEmitter } from 'node:events';
import { app, chromium } from './application.ts';
import { type Preferences, preventable, WebContents } from './web-contents.ts';

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface WindowOptions extends Partial<Bounds> {
  show?: boolean;
  title?: string;
  webPreferences?: Preferences;
}

let lastWindowId = 0;
const windows = new Set<BrowserWindow>();

/** A window is a page; its place and size are kept here, since a headless Chromium has no screen. */
export class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  readonly options: WindowOptions;
  isContentProtected = false;
  #bounds: Bounds;
  #isVisible: boolean;
  #isMaximized = false;
  #isMinimized = false;
  #isDestroyed = false;
  static #focused: BrowserWindow | null = null;

  constructor(options: WindowOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    lastWindowId += 1;
    this.id = lastWindowId;
    this.options = options;
    const { x = 100, y = 100, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#isVisible = options.show ?? true;
    windows.add(this);
    this.webContents = new WebContents(
      options.webPreferences ?? {},
      chromium.then((open) => open.connection),
    );
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, this);
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'));
    this.webContents.once('destroyed', () => this.#closed());
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.#focused;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address);
  }
  show(): void {
    this.#isVisible = true;
    this.emit('show');
    this.focus();
  }
  hide(): void {
    this.#isVisible = false;
    this.blur();
    this.emit('hide');
  }
  isVisible(): boolean {
    return this.#isVisible;
  }
  focus(): void {
    if (BrowserWindow.#focused === this) return;
    BrowserWindow.#focused?.emit('blur');
    BrowserWindow.#focused = this;
    this.emit('focus');
  }
  blur(): void {
    if (BrowserWindow.#focused !== this) return;
    BrowserWindow.#focused = null;
    this.emit('blur');
  }
  isFocused(): boolean {
    return BrowserWindow.#focused === this;
  }
  minimize(): void {
    this.#isMinimized = true;
    this.blur();
    this.emit('minimize');
  }
  restore(): void {
    this.#isMinimized = false;
    this.emit('restore');
  }
  isMinimized(): boolean {
    return this.#isMinimized;
  }
  maximize(): void {
    this.#isMaximized = true;
    this.emit('maximize');
  }
  unmaximize(): void {
    this.#isMaximized = false;
    this.emit('unmaximize');
  }
  isMaximized(): boolean {
    return this.#isMaximized;
  }
  getBounds(): Bounds {
    return { ...this.#bounds };
  }
  getNormalBounds(): Bounds {
    return { ...this.#bounds };
  }
  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('move');
    this.emit('resize');
  }
  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.webContents.close();
  }
  destroy(): void {
    this.webContents.close();
  }
  setContentProtection(isProtected: boolean): void {
    this.isContentProtected = isProtected;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  #closed(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows.delete(this);
    this.blur();
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
}

/** Chromium says which pages are gone; a new one that no window of ours asked for was opened by a page: it is closed. */
chromium
  .then(async ({ connection }) => {
    const { browser } = connection;
    browser.on('Target.targetDestroyed', ({ targetId }) => {
      for (const window of windows)
        if (window.webContents.targetId === targetId) window.webContents.destroyed();
    });
    browser.on('Target.targetCreated', ({ targetInfo }) => {
      if (targetInfo.type === 'page' && targetInfo.openerId) {
        browser.tell('Target.closeTarget', { targetId: targetInfo.targetId });
      }
    });
    await browser.send('Target.setDiscoverTargets', { discover: true });
  })
  .catch((cause: unknown) => process.stderr.write(`stand-in: ${String(cause)}\n`));
