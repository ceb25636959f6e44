import type { KeyPermissionsCard } from '../../../../src-shared/contract/connections.ts';
import { Badge } from '../../../ui/badge.tsx';
import { rightsOf } from '../cards/card-face.ts';

/** What the key may really do, as the venue tells. */
export function RightsChips({ permissions }: { permissions: KeyPermissionsCard | null }) {
  const rights = rightsOf(permissions);
  if (rights.length === 0) return <span className="text-text-3">not told yet</span>;
  return (
    <span className="flex flex-wrap gap-1" data-testid="rights">
      {rights.map(({ word, tone, hint }) => (
        <span key={word} data-tooltip={hint}>
          {tone === 'danger' ? (
            <span className="inline-flex items-center rounded-[3px] bg-danger px-1.5 text-11 font-bold text-bg-1">
              {word}
            </span>
          ) : (
            <Badge tone={tone}>{word}</Badge>
          )}
        </span>
      ))}
    </span>
  );
}
