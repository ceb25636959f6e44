import { Flame, X } from 'lucide-react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { costText, dearestLines } from '../editor/profile-lines.ts';
import type { Profile } from './use-profile.ts';

interface ProfileBarProps {
  readonly profile: Profile;
  lineOf(offset: number): number;
  onGoTo(start: number): void;
  onEnd(): void;
}

/** What a run over all of history cost, and the lines that cost most, which a click leads to. */
export function ProfileBar({ profile, lineOf, onGoTo, onEnd }: ProfileBarProps) {
  return (
    <div
      role="toolbar"
      aria-label="Profile"
      data-testid="profile-bar"
      className="flex h-7 shrink-0 items-center gap-1 overflow-hidden border-b border-line bg-accent-ground px-2 text-12 whitespace-nowrap"
    >
      <Flame size={14} strokeWidth={1.75} aria-hidden className="shrink-0 text-accent" />
      <span className="tabular shrink-0 pr-1">
        {profile.bars.toLocaleString('en-US')} bars in {costText(profile.ms)}
      </span>
      {dearestLines(profile.statements, lineOf).map(({ line, ms, share, start }) => (
        <button
          key={line}
          type="button"
          onClick={() => onGoTo(start)}
          className="tabular shrink-0 rounded px-1 text-text-2 hover:bg-bg-3 hover:text-text-1"
        >
          line {line}: {costText(ms)} ({Math.round(share * 100)} %)
        </button>
      ))}
      <span className="flex-1" />
      <IconButton size="small" icon={X} label="Close the profile" onClick={onEnd} />
    </div>
  );
}
