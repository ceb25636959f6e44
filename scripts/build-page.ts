import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runTool } from './run-step.ts';

const sources = ['src-renderer', 'src-shared', 'vite.config.ts', 'package-lock.json'];
const stamp = join(root, 'dist/renderer/.built-from');

/** Builds the page unless the one there was built from the very same sources. @throws Error when it does not build. */
export async function buildPage(): Promise<void> {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('tidemark: building the page…\n');
  const started = Date.now();
  const { code, output } = await runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], {
    isQuiet: true,
  });
  if (code !== 0) throw new Error(`The page could not be built:\n${output}`);
  writeFileSync(stamp, wanted);
  process.stderr.write(`tidemark: built the page in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

/** Names, sizes and contents of everything the page is made from. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((file) => join(path, file))
      : [path];
    for (const file of files.toSorted()) {
      if (statSync(file).isFile()) hash.update(`${file.slice(root.length)}\n`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}
