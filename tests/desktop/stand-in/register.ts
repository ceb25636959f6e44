import { registerHooks } from 'node:module';

// Loaded with `node --import` before the bundled main: its `electron` is the stand-in.
const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    return specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context);
  },
});
