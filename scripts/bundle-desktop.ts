import { cp, glob, mkdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InputOptions } from 'rolldown';

/*
 * Makes `dist/desktop`, what Electron starts: main.js (ES module), preload.cjs (a sandboxed preload has to be CommonJS)
 * and the worker threads' entries beside them under their own names, where `worker-file.ts` looks for them.
 */
const root = fileURLToPath(new URL('../', import.meta.url));

/** Not bundled: Electron itself, and packages with native code, which are loaded from node_modules. */
const external = [/^electron$/, /^better-sqlite3$/, /^keytar(\/|$)/, /^@napi-rs\//, /^@node-rs\//];

export interface BundleOptions {
  /** Where to; its content is replaced. */
  readonly folder: string;
  /** The main process's entry. Tests bundle the real one with another `app.ts`. */
  readonly alias?: Readonly<Record<string, string>>;
}

/** Answers the names of the files made, in the bundle folder. */
export async function bundleDesktop(options: BundleOptions): Promise<string[]> {
  const { folder } = options;
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'icons'), { recursive: true });

  const entries: Record<string, string> = { main: join(root, 'src-main/main.ts') };
  for await (const worker of glob('src-main/**/*.worker.ts', {
    cwd: root,
    exclude: ['**/testing/**'],
  })) {
    const name = basename(worker, '.ts');
    if (entries[name] !== undefined) throw new Error(`two worker entries are called ${name}; rename one`);
    entries[name] = join(root, worker);
  }
  const shared: InputOptions = {
    platform: 'node',
    external,
    logLevel: 'warn',
    plugins: options.alias === undefined ? [] : [replaceModules(options.alias)],
  };
  const main = await build({
    ...shared,
    input: entries,
    output: {
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunk-[hash].js',
      sourcemap: true,
    },
  });
  const preload = await build({
    ...shared,
    input: { preload: join(root, 'src-preload/preload.ts') },
    output: { dir: folder, format: 'cjs', entryFileNames: '[name].cjs' },
  });
  // Built apart from the other: a sandboxed preload cannot load a chunk that two of them share.
  const entryPreload = await build({
    ...shared,
    input: { 'entry-preload': join(root, 'src-preload/entry-preload.ts') },
    output: { dir: folder, format: 'cjs', entryFileNames: '[name].cjs' },
  });
  for await (const icon of glob('assets/icons/{icon-256,tray,trayTemplate,tray@2x,trayTemplate@2x}.png', {
    cwd: root,
  })) {
    await cp(join(root, icon), join(folder, 'icons', basename(icon)));
  }
  return [...main.output, ...preload.output, ...entryPreload.output].map((file) => file.fileName).sort();
}

/** Puts other files in the place of some of ours, by path from the root. */
function replaceModules(alias: Readonly<Record<string, string>>) {
  const byPath = new Map(Object.entries(alias).map(([from, to]) => [join(root, from), to]));
  return {
    name: 'replace-modules',
    resolveId(source: string, importer: string | undefined) {
      if (importer === undefined || !source.startsWith('.')) return null;
      return byPath.get(resolve(importer, '..', source)) ?? null;
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  const files = await bundleDesktop({ folder: join(root, 'dist/desktop') });
  console.log(`dist/desktop: ${files.length} files in ${Math.round(performance.now() - started)} ms`);
}
