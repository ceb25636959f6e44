import { connections } from './connections.ts';
import { drawings, settings, watchlists, workspaces } from './documents.ts';
import { imports } from './imports.ts';
import { market } from './market.ts';
import { replay } from './replay.ts';
import { scriptRuns, scripts } from './scripts.ts';
import { system } from './system.ts';
import { trading } from './trading.ts';
import { vault } from './vault.ts';

/**
 * Everything a page can ask of the main process. Inputs and outputs are schemas; one router per entry answers in
 * `src-main/rpc`, over a message port on the desktop and over a WebSocket in the web host.
 */
export const contract = {
  system,
  connections,
  vault,
  trading,
  market,
  replay,
  imports,
  settings,
  workspaces,
  watchlists,
  drawings,
  scripts,
  scriptRuns,
};
export type Contract = typeof contract;
