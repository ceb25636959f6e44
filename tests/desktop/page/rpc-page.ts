import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../../src-shared/contract/index.ts';

/** What a spec calls through the two ports of the real application. */
export interface RpcProbe {
  rpc: ContractRouterClient<typeof contract> | null;
  frames: number;
}

const probe: RpcProbe = { rpc: null, frames: 0 };
Object.assign(window, { rpcProbe: probe });

window.addEventListener('message', (event) => {
  if (event.source !== window || event.data?.type !== 'tidemark:ports') return;
  const [control, data] = event.ports;
  if (control === undefined || data === undefined) return;
  control.start();
  data.addEventListener('message', () => {
    probe.frames += 1;
  });
  data.start();
  probe.rpc = createORPCClient(new RPCLink({ port: control }));
});
window.postMessage({ type: 'tidemark:ready' }, location.origin);
