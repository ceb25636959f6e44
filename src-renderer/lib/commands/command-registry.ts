/** Something a user can do, by name: from the palette, a menu, a button or a key. */
export interface Command {
  /** Stable and dotted: `chart.fit`, `replay.step`. Saved key bindings name it. */
  readonly id: string;
  readonly title: string;
  /** Heading in the palette: “Chart”, “Replay”. */
  readonly group: string;
  /** Default key, written `Mod+K`, `Alt+1`, `Shift+Space`; Mod is Ctrl, or Command on a Mac. */
  readonly key?: string;
  /** False hides it where it makes no sense now. */
  isAvailable?(): boolean;
  run(): void;
}

type Listener = () => void;

/** The commands that exist right now. Panels add theirs while they are active. */
export class CommandRegistry {
  readonly #commands = new Map<string, Command>();
  readonly #listeners = new Set<Listener>();
  #snapshot: readonly Command[] = [];

  /** The newest registration of an id wins until it is released; then nobody has it until the next one. */
  add(commands: readonly Command[]): () => void {
    for (const command of commands) this.#commands.set(command.id, command);
    this.#changed();
    return () => {
      for (const command of commands) {
        if (this.#commands.get(command.id) === command) this.#commands.delete(command.id);
      }
      this.#changed();
    };
  }

  list(): readonly Command[] {
    return this.#snapshot;
  }

  find(id: string): Command | undefined {
    return this.#commands.get(id);
  }

  run(id: string): boolean {
    const command = this.#commands.get(id);
    if (command === undefined || command.isAvailable?.() === false) return false;
    command.run();
    return true;
  }

  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    this.#snapshot = [...this.#commands.values()];
    for (const listener of this.#listeners) listener();
  }
}

export const commands = new CommandRegistry();
