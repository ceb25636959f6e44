import { commandNames } from '../cli/command-names.ts';

/**
 * The command line's part of what the program was started with: `tidemark import x.csv` is the same program without a
 * window. Undefined for an ordinary start. A packaged program is its own first argument; otherwise Electron is, and the
 * application the second.
 */
export function commandArguments(commandLine: readonly string[], isPackaged: boolean): string[] | undefined {
  const given = commandLine.slice(isPackaged ? 1 : 2);
  const [first = ''] = given;
  return [...commandNames, 'help', '--help', '--version'].includes(first) ? given : undefined;
}
