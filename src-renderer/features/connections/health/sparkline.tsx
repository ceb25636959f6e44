import { memo } from 'react';
import { sparkline } from './rate-history.ts';

interface SparklineProps {
  readonly rates: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** A minute of messages per second. The number stands beside it. */
export const Sparkline = memo(function Sparkline({ rates, width, height }: SparklineProps) {
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden className="shrink-0">
      <polyline
        points={sparkline(rates, width, height)}
        fill="none"
        stroke="var(--text-2)"
        strokeWidth="1"
        strokeLinejoin="round"
      />
    </svg>
  );
});
