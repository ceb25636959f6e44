import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type BrowserWindow, screen } from 'electron';
import { z } from 'zod';
import { type Placement, placeWindow, type Rectangle } from './window-placement.ts';

/*
 * Where the windows were. A small JSON file in the profile and not a setting in the journal: it is needed before the
 * journal is open, it belongs to this machine's screens and must not travel with a sync, it changes with every drag, and
 * losing it costs nothing.
 */

const whole = z.int().min(-100_000).max(100_000);
const stateSchema = z.object({
  bounds: z.object({
    x: whole,
    y: whole,
    width: z.int().min(100).max(50_000),
    height: z.int().min(100).max(50_000),
  }),
  isMaximised: z.boolean(),
});
const fileSchema = z.record(z.string().max(80), stateSchema);
type WindowPlace = z.output<typeof stateSchema>;

/** Torn-off panels come and go; the oldest places are forgotten. */
const mostPlaces = 64;
const standardSize = { width: 1440, height: 900 };
const standardPanelSize = { width: 720, height: 480 };

export class WindowState {
  readonly #file: string;
  readonly #places: Map<string, WindowPlace>;
  #saving: NodeJS.Timeout | undefined;

  constructor(file: string) {
    this.#file = file;
    this.#places = new Map(Object.entries(readPlaces(file)));
  }

  /** `name` says which window: `main`, or a torn-off panel's. */
  placement(name: string): Placement {
    const main = screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().filter((display) => display.id !== main.id);
    const areas: Rectangle[] = [main, ...others].map((display) => display.workArea);
    return placeWindow(this.#places.get(name), name === 'main' ? standardSize : standardPanelSize, areas);
  }

  /** Keeps the window's place from now on until it closes. */
  follow(name: string, window: BrowserWindow): void {
    const note = () => {
      if (window.isDestroyed() || window.isMinimized()) return;
      this.#places.delete(name);
      this.#places.set(name, { bounds: window.getNormalBounds(), isMaximised: window.isMaximized() });
      for (const oldest of this.#places.keys()) {
        if (this.#places.size <= mostPlaces) break;
        this.#places.delete(oldest);
      }
      this.#saving ??= setTimeout(() => this.save(), 500);
    };
    window.on('resize', note);
    window.on('move', note);
    window.on('maximize', note);
    window.on('unmaximize', note);
    window.on('close', note);
  }

  /** Writes now; also called on the way out. A place that cannot be written is forgotten, which is harmless. */
  save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    const unfinished = `${this.#file}.new`;
    try {
      writeFileSync(unfinished, JSON.stringify(Object.fromEntries(this.#places)), { mode: 0o600 });
      renameSync(unfinished, this.#file);
    } catch (cause) {
      process.stderr.write(`tidemark: window places were not saved: ${String(cause)}\n`);
    }
  }
}

/** Anything unreadable counts as nothing remembered. */
function readPlaces(file: string): Record<string, WindowPlace> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
