import { EventEmitter } from 'node:events';
import { app } from './application.ts';
import { BrowserWindow } from './browser-window.ts';
import { announce, serveSpecs } from './control.ts';
import { MessageChannelMain, MessagePortMain } from './message-ports.ts';
import { defaultSession } from './session.ts';
import { ipcMain, type WebContents } from './web-contents.ts';

/*
 * The `electron` module of the desktop specs: as much of its main-process interface as Tidemark uses, over a real
 * Chromium. What is not here is undefined and fails loudly on its first use.
 */

app.watchWindows(() => BrowserWindow.getAllWindows());

const protocol = {
  schemes: [] as unknown[],
  registerSchemesAsPrivileged(schemes: unknown[]) {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    protocol.schemes = schemes;
  },
};

const session = { defaultSession };

const webContents = {
  getAllWebContents: (): WebContents[] => BrowserWindow.getAllWindows().map((window) => window.webContents),
};

interface MenuItem {
  label?: string;
  role?: string;
  click?: () => void;
  submenu?: MenuItem[] | Menu;
}
class Menu {
  static #applicationMenu: Menu | null = null;
  readonly items: MenuItem[];
  private constructor(items: MenuItem[]) {
    this.items = items;
  }
  static buildFromTemplate(template: MenuItem[]): Menu {
    return new Menu(
      template.map((item) => ({
        ...item,
        ...(Array.isArray(item.submenu) ? { submenu: Menu.buildFromTemplate(item.submenu) } : {}),
      })),
    );
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#applicationMenu = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#applicationMenu;
  }
}

class Tray extends EventEmitter {
  static readonly all: Tray[] = [];
  tooltip = '';
  menu: Menu | null = null;
  readonly image: unknown;
  constructor(image: unknown) {
    super();
    this.image = image;
    Tray.all.push(this);
  }
  setToolTip(text: string): void {
    this.tooltip = text;
  }
  setContextMenu(menu: Menu): void {
    this.menu = menu;
  }
  destroy(): void {
    Tray.all.splice(Tray.all.indexOf(this), 1);
  }
}

class Notification extends EventEmitter {
  static readonly shown: Notification[] = [];
  readonly options: unknown;
  constructor(options: unknown) {
    super();
    this.options = options;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    Notification.shown.push(this);
  }
}

const nativeImage = {
  createFromPath: (path: string) => ({ path }),
};

/** Specs put their answers in the place of these, as they would in a real Electron. */
const dialog = {
  errors: [] as string[][],
  showErrorBox(title: string, text: string) {
    dialog.errors.push([title, text]);
  },
  showMessageBox(): Promise<{ response: number }> {
    throw new Error('a message box that no spec answers');
  },
};
const shell = {
  openExternal(address: string): Promise<void> {
    throw new Error(`a spec would open ${address}`);
  },
};

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
};
const screen = { getPrimaryDisplay: () => display, getAllDisplays: () => [display] };

const powerMonitor = new EventEmitter();

const electron = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  MessagePortMain,
  nativeImage,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  webContents,
};
serveSpecs(electron);
app
  .whenReady()
  .then(announce)
  .catch((cause: unknown) => {
    process.stderr.write(`stand-in: ${String(cause)}\n`);
    process.exit(70);
  });

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  MessagePortMain,
  Notification,
  nativeImage,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  webContents,
};
