import type { Checking } from './checking.ts';
import type { Entry, Scope } from './scope.ts';

/** Told once a scope is closed: what it declares and nobody reads. */
export function finishScope(checking: Checking, scope: Scope): void {
  if (checking.module.imported !== undefined) return;
  for (const entry of scope.entries.values()) hintUnused(checking, entry);
  for (const entry of scope.besideFunctions.values()) hintUnused(checking, entry);
}

function hintUnused(checking: Checking, entry: Entry): void {
  if (entry.kind === 'variable' && entry.variable.type.kind === 'error') return;
  if (entry.kind === 'variable' && !entry.isRead && !entry.isExported && entry.variable.place !== 'loop') {
    checking.reporter.report('P508', entry.name, `\`${entry.name.name}\` is never read.`);
  }
  if (entry.kind === 'function') {
    for (const overload of entry.overloads) {
      const { declaration } = overload;
      if (overload.isUsed || declaration.isExported) continue;
      checking.reporter.report(
        'P508',
        declaration.name,
        `The function \`${declaration.name.name}\` is never called.`,
      );
    }
  }
}
