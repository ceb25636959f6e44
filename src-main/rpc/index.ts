import { isContractProcedure } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/message-port';
import { contract } from '../../src-shared/contract/index.ts';
import { checkedPort } from './checked-port.ts';
import { CallLimiter, os } from './guard.ts';
import { OwnRuns } from './own-runs.ts';
import type { PageLink } from './page-link.ts';
import { connections } from './routers/connections.ts';
import { drawings, settings, watchlists, workspaces } from './routers/documents.ts';
import { imports } from './routers/imports.ts';
import { market } from './routers/market.ts';
import { replay } from './routers/replay.ts';
import { scriptRuns, scripts } from './routers/scripts.ts';
import { system } from './routers/system.ts';
import { trading } from './routers/trading.ts';
import { vault } from './routers/vault.ts';
import type { RpcServices } from './services.ts';

export { Broadcast } from './broadcast.ts';
export type { PageLink } from './page-link.ts';
export type { PreparationStep, RpcServices } from './services.ts';

export interface PageSession {
  close(): void;
}

export interface Rpc {
  /** Serves one loaded page until it is closed. */
  openPage(link: PageLink): PageSession;
}

/** @throws when a procedure of the contract has no schema for what goes in or comes out (rule E8). */
export function createRpc(services: RpcServices): Rpc {
  assertSchemas(contract, []);
  const handler = new RPCHandler(
    os.router({
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
    }),
  );
  return {
    openPage(link) {
      const stream = services.openStream(link.data);
      const ownUploads = new Set<string>();
      const ownRuns = new OwnRuns(stream);
      const limiter = new CallLimiter();
      link.data.onMessage((bytes) => stream.onMessage(bytes));
      const control = checkedPort(link.control, () => {
        services.log('rpc.bad-message', { host: link.host });
        link.end();
      });
      handler.upgrade(control, { context: { services, stream, link, limiter, ownUploads, ownRuns } });
      return {
        close() {
          stream.close();
          ownRuns.close();
          for (const upload of ownUploads) {
            services.uploads
              .discard(upload)
              .catch((error: unknown) => services.log('upload.left', { error }));
          }
        },
      };
    },
  };
}

export function assertSchemas(router: object, path: readonly string[]): void {
  if (isContractProcedure(router)) {
    const { inputSchema, outputSchema } = router['~orpc'];
    if (inputSchema === undefined || outputSchema === undefined) {
      throw new Error(`the procedure ${path.join('.')} has no schema`);
    }
    return;
  }
  for (const [name, part] of Object.entries(router)) assertSchemas(part as object, [...path, name]);
}
