import type { BrowserWindow } from 'electron';
import { longestPanel } from './page-address.ts';
import { openWindow } from './window-factory.ts';
import type { WindowState } from './window-state.ts';

/** More windows than any desk has screens for; a page gone wrong must not fill the machine. */
const mostPanels = 16;

/** The main window and the panels torn off it, each found again at the place where it was. */
export class Windows {
  readonly #state: WindowState;
  readonly #icon: string;
  readonly #panels = new Map<string, { readonly place: string; readonly window: BrowserWindow }>();
  #main: BrowserWindow | undefined;

  constructor(state: WindowState, icon: string) {
    this.#state = state;
    this.#icon = icon;
  }

  /** Brings the main window to the front, making it where it is gone. */
  showMain(): void {
    if (this.#main === undefined) {
      const window = this.#open('main');
      window.on('closed', () => {
        this.#main = undefined;
      });
      this.#main = window;
    } else {
      bringForward(this.#main);
    }
  }

  /**
   * Opens a panel in a window of its own: the same page with `#panel=…`, its own ports, so it streams on whatever the
   * main window does. A panel that has its window already comes to the front. False when there are too many.
   */
  tearOff(panel: string): boolean {
    const existing = this.#panels.get(panel);
    if (existing !== undefined) {
      bringForward(existing.window);
      return true;
    }
    if (panel === '' || panel.length > longestPanel || this.#panels.size >= mostPanels) return false;
    const place = this.#freePlace(panelKind(panel));
    const window = this.#open(place, panel);
    window.on('closed', () => this.#panels.delete(panel));
    this.#panels.set(panel, { place, window });
    return true;
  }

  /** True while one of them has the keyboard. */
  isFocused(): boolean {
    return [this.#main, ...[...this.#panels.values()].map(({ window }) => window)].some(
      (window) => window?.isFocused() === true,
    );
  }

  /** The first chart that is torn off goes where the first one was last time, the second where the second was. */
  #freePlace(kind: string): string {
    const taken = new Set([...this.#panels.values()].map(({ place }) => place));
    let number = 1;
    while (taken.has(`${kind}-${number}`)) number += 1;
    return `${kind}-${number}`;
  }

  #open(name: string, panel?: string): BrowserWindow {
    const placement = this.#state.placement(name);
    const window = openWindow({ placement, icon: this.#icon, ...(panel === undefined ? {} : { panel }) });
    this.#state.follow(name, window);
    return window;
  }
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The page's description of a panel is its own business; only the kind is looked at, to name the window's place. */
function panelKind(panel: string): string {
  const kind = /"kind":"([a-z][a-z-]{0,39})"/.exec(panel)?.[1];
  return `panel-${kind ?? 'other'}`;
}
