import { useEffect, useState } from 'react';
import type { SystemInfo } from '../../../src-shared/contract/system.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import { formatDuration } from '../../ui/format.ts';
import { SettingRow } from './setting-row.tsx';

/** What ships inside the page, with its licence. */
const parts: readonly (readonly [name: string, licence: string])[] = [
  ['TradingView Lightweight Charts™', 'Apache-2.0'],
  ['React', 'MIT'],
  ['dockview', 'MIT'],
  ['Radix Primitives', 'MIT'],
  ['cmdk', 'MIT'],
  ['TanStack Virtual', 'MIT'],
  ['zustand', 'MIT'],
  ['Lucide icons', 'ISC'],
  ['oRPC', 'MIT'],
  ['zod', 'MIT'],
  ['Inter and JetBrains Mono', 'SIL Open Font License 1.1'],
];

export function AboutSettings() {
  const { rpc } = useHost();
  const { phase } = useHostStatus();
  const [info, setInfo] = useState<SystemInfo | null>(null);
  useEffect(() => {
    if (phase !== 'connected') return;
    let isCurrent = true;
    rpc.system.info({}).then(
      (answer) => isCurrent && setInfo(answer),
      () => isCurrent && setInfo(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [rpc, phase]);
  return (
    <>
      <SettingRow name="Tidemark" hint="A trading terminal and trading journal. Apache-2.0.">
        <span className="tabular text-12 text-text-2" data-selectable>
          {info === null ? '–' : `Version ${info.version}`}
        </span>
      </SettingRow>
      {info !== null && (
        <SettingRow name="Runs on">
          <span className="tabular text-12 text-text-2" data-selectable>
            {info.host === 'desktop' ? 'Desktop' : 'Web host'}, {info.platform}, Node {info.nodeVersion},
            SQLite {info.sqliteVersion}, for {formatDuration(Date.now() - info.startedAt)}
          </span>
        </SettingRow>
      )}
      <p className="py-2.5 text-12 text-text-2">
        Charts are drawn with TradingView Lightweight Charts™, Copyright © 2025 TradingView, Inc.{' '}
        <a
          className="text-accent underline"
          href="https://www.tradingview.com/"
          target="_blank"
          rel="noreferrer"
        >
          www.tradingview.com
        </a>
      </p>
      <table className="w-full text-12">
        <caption className="pb-1 text-left text-11 text-text-3">Made with</caption>
        <tbody>
          {parts.map(([name, licence]) => (
            <tr key={name} className="border-b border-line">
              <td className="py-1">{name}</td>
              <td className="py-1 text-right text-text-2">{licence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
