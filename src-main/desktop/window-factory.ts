import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, type WebContents, type WebPreferences } from 'electron';
import { entryAddress, pageAddress } from './page-address.ts';
import type { Placement } from './window-placement.ts';

/** Rule E1: every preference that matters is written down, also where it is the default. */
const preferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  navigateOnDragDrop: false,
  plugins: false,
  // A chart on the second screen keeps its clock and its stream while the trader looks elsewhere.
  backgroundThrottling: false,
  spellcheck: false,
} as const satisfies WebPreferences;

/** What Chromium reports of itself; the rest of `preferences` cannot be read back. */
const reported = [
  'contextIsolation',
  'sandbox',
  'nodeIntegration',
  'nodeIntegrationInSubFrames',
  'webSecurity',
  'allowRunningInsecureContent',
  'webviewTag',
  'experimentalFeatures',
] as const satisfies readonly (keyof typeof preferences)[];

const pages = new Map<number, BrowserWindow>();

/** True for the contents of a window that this factory made. */
export function isOurWindow(contents: WebContents): boolean {
  return pages.has(contents.id);
}

/** One of the two places where a window is made. It is shown when its first picture is ready. */
export function openWindow(options: { panel?: string; placement: Placement; icon: string }): BrowserWindow {
  const { bounds, isMaximised } = options.placement;
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 360,
    minHeight: 240,
    show: false,
    title: 'Tidemark',
    backgroundColor: '#000000',
    icon: options.icon,
    webPreferences: {
      ...preferences,
      devTools: !app.isPackaged,
      preload: fileURLToPath(new URL('./preload.cjs', import.meta.url)),
    },
  });
  const id = window.webContents.id;
  pages.set(id, window);
  window.on('closed', () => pages.delete(id));
  window.once('ready-to-show', () => {
    if (isMaximised) window.maximize();
    window.show();
  });
  load(window, pageAddress(options.panel));
  return window;
}

/**
 * The small window that asks for keys (K8). It is not one of our pages: it gets another preload, and never a port. It is
 * kept out of screenshots and recordings where the system can do that.
 */
export function openEntryWindow(options: { title: string; icon: string }): BrowserWindow {
  const window = new BrowserWindow({
    width: 520,
    height: 560,
    resizable: true,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    alwaysOnTop: true,
    show: false,
    title: options.title,
    backgroundColor: '#0a0a0b',
    icon: options.icon,
    webPreferences: {
      ...preferences,
      devTools: false,
      preload: fileURLToPath(new URL('./entry-preload.cjs', import.meta.url)),
    },
  });
  window.setContentProtection(true);
  window.once('ready-to-show', () => window.show());
  load(window, entryAddress);
  return window;
}

function load(window: BrowserWindow, address: string): void {
  void window.loadURL(address).catch((cause: unknown) => {
    // A window closed while it loads is not a fault; anything else leaves a black window and must be said.
    if (!window.isDestroyed()) process.stderr.write(`tidemark: the page did not load: ${String(cause)}\n`);
  });
}

/**
 * The differences between what a web contents runs with and what rule E1 demands; none is the only good answer. Contents
 * that report no preferences at all are refused too, except the developer tools, which are not pages.
 */
export function preferenceFaults(contents: WebContents): string[] {
  if (contents.getURL().startsWith('devtools://') && !app.isPackaged) return [];
  const effective = lastPreferences(contents);
  if (effective === undefined) return ['the effective web preferences cannot be read'];
  const faults = reported
    .filter((name) => effective[name] !== preferences[name])
    .map((name) => `${name} is ${String(effective[name])}`);
  if (effective.enableBlinkFeatures) faults.push(`enableBlinkFeatures is ${effective.enableBlinkFeatures}`);
  return faults;
}

/** Electron has this call for its own use and tests; its published types leave it out. */
function lastPreferences(contents: WebContents): Partial<WebPreferences> | undefined {
  const read = (contents as { getLastWebPreferences?: () => WebPreferences | null }).getLastWebPreferences;
  return read?.call(contents) ?? undefined;
}
