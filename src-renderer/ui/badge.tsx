import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const tones = {
  plain: 'bg-bg-3 text-text-2',
  accent: 'bg-accent-ground text-accent',
  warn: 'bg-warn-ground text-warn',
  danger: 'bg-danger-ground text-danger',
  info: 'bg-info-ground text-info',
  up: 'bg-up-ground text-up',
  down: 'bg-down-ground text-down',
} as const;

export function Badge({ tone = 'plain', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center rounded-[3px] px-1.5 text-11 whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
