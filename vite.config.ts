import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';
import {
  createStyle,
  insertMarkup,
  setMarkup,
} from './src-renderer/features/scripts/editor/monaco-document.ts';

/**
 * What a window shows first is fetched and compiled while the page's own script still is, instead of after it has run.
 * What those pieces need themselves comes with them. `always` goes for every window; what `shell` names is put into links
 * that `early.ts`, which runs before all others, brings to life in windows that have a dock.
 */
function preload(always: readonly string[], shell: readonly string[]): Plugin {
  return {
    name: 'preload-pieces',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const early = chunks.find(({ name, isEntry }) => isEntry && name === 'early');
        const known = new Set<string>(
          chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName),
        );
        const piecesOf = (names: readonly string[]): string[] => {
          const found: string[] = [];
          const add = (fileName: string) => {
            const chunk = chunks.find((one) => one.fileName === fileName);
            if (chunk === undefined || known.has(fileName) || html.includes(fileName)) return;
            known.add(fileName);
            found.push(fileName);
            for (const next of chunk.imports) add(next);
          };
          for (const { name, fileName } of chunks) if (names.includes(name)) add(fileName);
          return found;
        };
        const link = (attributes: Record<string, string>, file: string): HtmlTagDescriptor => ({
          tag: 'link',
          attrs: { ...attributes, crossorigin: true, href: `./${file}` },
          injectTo: 'head',
        });
        const tags = [
          ...piecesOf(always).map((file) => link({ rel: 'modulepreload' }, file)),
          ...piecesOf(shell).map((file) => link({ 'data-for': 'shell' }, file)),
        ];
        if (early === undefined) return tags;
        const script = { type: 'module', crossorigin: true, src: `./${early.fileName}` };
        return [{ tag: 'script', attrs: script, injectTo: 'head-prepend' }, ...tags];
      },
    },
  };
}

/** Styles of the script editor's library come in through the object model, see the file that it imports here. */
function editorStyles(): Plugin {
  const file = fileURLToPath(
    new URL('./src-renderer/features/scripts/editor/monaco-document.ts', import.meta.url),
  );
  const names = [createStyle, insertMarkup, setMarkup].map(({ name }) => name);
  return {
    name: 'editor-styles',
    transform: {
      filter: { id: /monaco-editor[/\\]esm[/\\]vs[/\\](?:editor[/\\]|base[/\\]browser[/\\]domStylesheets)/ },
      handler(code) {
        const changed = code
          .replaceAll(/([\w.]+)\.innerHTML = (.+?);/g, `${setMarkup.name}($1, $2);`)
          .replaceAll(/([\w.]+)\.insertAdjacentHTML\(/g, `${insertMarkup.name}($1, `)
          .replaceAll(/([\w.]+)\.setAttribute\('style', (.+?)\);/g, '$1.style.cssText = $2;')
          .replaceAll("document.createElement('style')", `${createStyle.name}()`);
        if (changed === code) return null;
        return `import { ${names.join(', ')} } from ${JSON.stringify(file)};\n${changed}`;
      },
    },
  };
}

/** The page. Both hosts serve the same files under a strict content policy: everything from its own origin. */
export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [react(), tailwindcss(), editorStyles(), preload(['chart-panel'], ['dock'])],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome134',
    // The policy allows fonts and scripts from files only, never from data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { page: 'src-renderer/index.html', early: 'src-renderer/early.ts' },
      output: {
        codeSplitting: {
          // A dozen files of a few hundred bytes cost more requests than they save bytes.
          groups: [
            {
              name: 'kit',
              test: /lucide-react|radix|src-renderer\/(ui\/(?!data-table|decimal|use-row)|lib\/(commands|panels))/,
              minShareCount: 2,
              maxModuleSize: 20_000,
            },
          ],
        },
      },
    },
    sourcemap: false,
    chunkSizeWarningLimit: 700,
  },
});
