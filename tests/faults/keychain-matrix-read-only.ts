import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ReadOnlyFolder {
  /** How it was done, for the report. */
  readonly how: string;
  undo(): void;
}

/**
 * Makes writing in a folder fail. Root is not stopped by file modes, and the vault takes its own rights back; so a
 * read-only mount where mounting is allowed, the immutable flag where the file system has it, and else folders that
 * stand in the way of the temporary files.
 */
export function makeReadOnly(folder: string): ReadOnlyFolder {
  const run = (program: string, ...args: string[]) =>
    spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  if (run('mount', '--bind', folder, folder)) {
    if (run('mount', '-o', 'remount,ro,bind', folder)) {
      return { how: 'a read-only bind mount', undo: () => void run('umount', folder) };
    }
    run('umount', folder);
  }
  if (run('chattr', '+i', folder)) {
    return { how: 'the immutable flag (chattr +i)', undo: () => void run('chattr', '-i', folder) };
  }
  const inTheWay = ['vault.json.new', 'passphrase.vault.new', 'tries.json.new'].map((name) =>
    join(folder, name),
  );
  for (const path of inTheWay) {
    mkdirSync(path);
    writeFileSync(join(path, 'in-the-way'), '');
  }
  return {
    how: 'folders in the way of the temporary files',
    undo: () => {
      for (const path of inTheWay) rmSync(path, { recursive: true });
    },
  };
}
