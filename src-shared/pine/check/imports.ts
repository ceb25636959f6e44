import type { Library } from '../libraries/library.ts';
import type * as tree from '../syntax/tree.ts';
import type { Checking } from './checking.ts';
import type { Module } from './scope.ts';
import type { ScriptSymbol } from './symbols.ts';

type OpenModule = (checking: Checking, script: tree.Script, imported: Module['imported']) => Module;

/** Makes what a library exports usable by its alias. */
export function openImport(
  checking: Checking,
  module: Module,
  node: tree.ImportStatement,
  openModule: OpenModule,
): void {
  const key = `${node.user.name}/${node.library.name}/${node.version}`;
  const alias = node.alias ?? node.library;
  // Where the version was not written, that was told.
  const library = node.version === 0 ? undefined : checking.libraries.get(key);
  const isOpening = library !== undefined && checking.opening.has(key);
  if (node.version !== 0 && (library === undefined || isOpening)) {
    checking.reporter.report(
      'P601',
      node,
      isOpening
        ? `The library \`${key}\` imports itself${chainOf(checking, key)}.`
        : `The library \`${key}\` is not here. Save its source as a script of that name, and it will be found.`,
    );
  }
  const opened =
    library === undefined || isOpening ? undefined : open(checking, module, node, library, openModule);
  const symbol = checking.symbols.declare('library', alias, undefined, `Library ${key}`);
  if (module.global.entries.has(alias.name)) {
    checking.reporter.report('P202', alias, `\`${alias.name}\` is already declared. Choose another name.`);
  }
  module.global.entries.set(alias.name, { kind: 'library', module: opened, symbol });
  if (opened !== undefined) checking.symbols.settleExports(symbol, exportsOf(opened));
  if (opened !== undefined && !module.libraries.includes(opened)) module.libraries.push(opened);
}

function exportsOf({ global }: Module): ScriptSymbol[] {
  return [...global.entries.values()].flatMap((entry) => {
    switch (entry.kind) {
      case 'function':
        return entry.overloads
          .filter(({ declaration }) => declaration.isExported)
          .map(({ symbol }) => symbol);
      case 'type':
      case 'enum':
        return entry.declaration.isExported ? [entry.symbol] : [];
      case 'variable':
        return entry.isExported ? [entry.symbol] : [];
      default:
        return [];
    }
  });
}

/** One library is one module, whoever imports it: its types are the same ones, and its variables live once. */
function open(
  checking: Checking,
  importer: Module,
  node: tree.ImportStatement,
  library: Library,
  openModule: OpenModule,
): Module {
  const known = checking.opened.get(library);
  if (known !== undefined) return known;
  const { name, script } = library;
  const imported = importer.imported ?? { name, place: node };
  const outer = { module: checking.module, scope: checking.scope };
  const { isRecording } = checking.symbols;
  checking.opening.add(name);
  const opened = checking.reporter.inLibrary({ name, place: imported.place }, () => {
    checking.symbols.isRecording = false;
    reportUnreadable(checking, library);
    const inside = openModule(checking, script, { name, place: imported.place });
    const declarations = script.body.filter((statement) =>
      ['variable', 'tuple-declaration', 'type'].includes(statement.kind),
    );
    checking.libraryStatements.push(...checking.statements(declarations, 'none').statements);
    return inside;
  });
  checking.symbols.isRecording = isRecording;
  Object.assign(checking, outer);
  checking.opening.delete(name);
  checking.opened.set(library, opened);
  return opened;
}

function reportUnreadable(checking: Checking, { script, diagnostics, first }: Library): void {
  const mistake = diagnostics.find(({ severity }) => severity === 'error');
  if (mistake !== undefined) {
    const range = { start: mistake.start + first, end: mistake.end + first };
    checking.reporter.report('P605', range, mistake.message);
  } else if (!isLibrary(script)) {
    checking.reporter.report(
      'P605',
      { start: first, end: first },
      'It is no library: it has no line `library("…")`.',
    );
  }
}

function isLibrary({ body }: tree.Script): boolean {
  return body.some(
    (node) =>
      node.kind === 'expression-statement' &&
      node.expression.kind === 'call' &&
      node.expression.callee.kind === 'identifier' &&
      node.expression.callee.name === 'library',
  );
}

/** Through which others, where it does not do so itself. */
function chainOf(checking: Checking, key: string): string {
  const names = [...checking.opening];
  const between = names.slice(names.indexOf(key) + 1);
  return between.length === 0 ? '' : ` through ${between.map((name) => `\`${name}\``).join(' and ')}`;
}
