/**
 * Where a worker thread's entry is. Run from sources it stands beside the module that asks (`x.worker.ts`); in a bundle
 * it is emitted beside the bundle (`x.worker.js`), whatever folder it came from.
 * @param asker `import.meta.url` of the module that starts the thread.
 * @param source the entry as a path from that module, such as `./journal-writer.worker.ts`.
 */
export function workerFile(asker: string, source: string): URL {
  if (asker.endsWith('.ts')) return new URL(source, asker);
  const name = source.slice(source.lastIndexOf('/') + 1).replace(/\.ts$/, '.js');
  return new URL(`./${name}`, asker);
}
