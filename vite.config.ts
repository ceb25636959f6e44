import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * What nearly every window shows is fetched and compiled while the page's own script still is, instead of after it has
 * run. What those pieces need themselves comes with them.
 */
function preload(...pieces: readonly string[]): Plugin {
  return {
    name: 'preload-pieces',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const wanted = new Set<string>();
        const add = (fileName: string) => {
          const chunk = chunks.find((one) => one.fileName === fileName);
          if (chunk === undefined || chunk.isEntry || wanted.has(fileName)) return;
          wanted.add(fileName);
          for (const next of chunk.imports) add(next);
        };
        for (const { name, fileName } of chunks) if (pieces.includes(name)) add(fileName);
        return [...wanted]
          .filter((file) => !html.includes(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}

/** The page. Both hosts serve the same files under a strict content policy: everything from its own origin. */
export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [react(), tailwindcss(), preload('chart-panel', 'dock')],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome134',
    // The policy allows fonts and scripts from files only, never from data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 700,
  },
});
