import { classNames } from './class-names.ts';

export type LampTone = 'good' | 'busy' | 'warn' | 'bad' | 'off';

const tones: Readonly<Record<LampTone, string>> = {
  good: 'bg-up',
  busy: 'bg-info animate-pulse',
  warn: 'bg-warn',
  bad: 'bg-danger',
  off: 'border border-line-control',
};

/** A small light. Never alone: words stand beside it, since colour says nothing to some. */
export function Lamp({ tone }: { tone: LampTone }) {
  return (
    <span aria-hidden className={classNames('inline-block size-1.5 shrink-0 rounded-full', tones[tone])} />
  );
}
