import { openEarly } from './lib/host/web-ports.ts';

/*
 * Runs while the page's own script is still on its way: what takes time elsewhere begins now. A window of one panel has
 * no dock, every other one fetches it at once.
 */

if (location.protocol !== 'tidemark:') openEarly();

if (!location.hash.includes('panel=')) {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[data-for="shell"]')) {
    link.rel = 'modulepreload';
  }
}
