import type { Host } from '../host/host.ts';
import { ScriptClient } from './script-client.ts';
import { onScriptFrame } from './script-frames.ts';
import type { ScriptRun, ScriptRunRequest } from './script-run.ts';

/** What panels run scripts with. */
export interface ScriptFeed {
  start(request: ScriptRunRequest): ScriptRun;
}

const feeds = new WeakMap<Host, ScriptFeed>();

/** The one feed of a page's host. It follows the host's connections by itself. */
export function scriptFeedOf(host: Host): ScriptFeed {
  const known = feeds.get(host);
  if (known !== undefined) return known;
  const client = new ScriptClient();
  let connected = -1;
  const follow = () => {
    const { phase, generation } = host.status();
    if (phase !== 'connected') {
      if (connected !== -1) client.disconnected();
      connected = -1;
    } else if (generation !== connected) {
      if (connected !== -1) client.disconnected();
      connected = generation;
      client.connected(host.rpc);
    }
  };
  onScriptFrame((frame) => client.receive(frame));
  host.onStatus(follow);
  follow();
  feeds.set(host, client);
  return client;
}
