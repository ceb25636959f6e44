import { useEffect, useRef } from 'react';
import type { LatencyReport } from '../../../src-shared/contract/system.ts';
import { usePreferences } from '../../lib/preferences/preferences.ts';
import {
  decades,
  historyMs,
  latencyText,
  logFraction,
  logRange,
  p99Line,
  type Stage,
} from './latency-history.ts';
import { allStages } from './stages.ts';

interface LatencyChartProps {
  readonly history: readonly LatencyReport[];
  /** Drawn strong while the others step back. */
  readonly highlighted: Stage | null;
}

/** Each stage keeps its colour in the table and in the chart. */
export const stageColours: Readonly<Record<Stage, string>> = {
  'venue-to-hub': '--link-blue',
  'hub-to-frame': '--link-green',
  'frame-to-page': '--link-purple',
  'page-to-paint': '--link-orange',
  'main-loop': '--text-3',
};

const left = 44;
const right = 8;
const top = 8;
const bottom = 18;

/** The 99th percentile of every stage over the last two minutes, on a logarithmic axis. */
export function LatencyChart({ history, highlighted }: LatencyChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = usePreferences((preferences) => preferences.theme);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed theme changes the tokens that are read
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const paint = () => draw(element, history, highlighted);
    paint();
    const observer = new ResizeObserver(paint);
    observer.observe(element);
    return () => observer.disconnect();
  }, [history, highlighted, theme]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label="99th percentile of each stage over the last two minutes; the table has the newest figures"
      className="block size-full"
      data-testid="latency-chart"
    />
  );
}

function draw(
  element: HTMLCanvasElement,
  history: readonly LatencyReport[],
  highlighted: Stage | null,
): void {
  const context = element.getContext('2d');
  const { width, height } = element.getBoundingClientRect();
  if (context === null || width < 1 || height < 1) return;
  const ratio = window.devicePixelRatio;
  element.width = Math.round(width * ratio);
  element.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  const style = getComputedStyle(element);
  const colour = (token: string) => style.getPropertyValue(token).trim();
  const lines = allStages.map(({ stage }) => ({ stage, points: p99Line(history, stage) }));
  const range = logRange(lines.flatMap((line) => line.points.map((point) => point.p99)));
  const end = history.at(-1)?.at ?? 0;
  const x = (at: number) => left + (1 - (end - at) / historyMs) * (width - left - right);
  const y = (ms: number) => height - bottom - logFraction(ms, range) * (height - top - bottom);

  context.font = `11px ${style.fontFamily}`;
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  for (const ms of decades(range)) {
    const at = Math.round(y(ms)) + 0.5;
    context.strokeStyle = colour('--line');
    stroke(context, [left, at], [width - right, at]);
    context.fillStyle = colour('--text-3');
    context.textAlign = 'right';
    context.fillText(axisText(ms), left - 8, at);
  }
  context.textBaseline = 'alphabetic';
  for (const [secondsAgo, align] of [
    [120, 'left'],
    [60, 'center'],
    [0, 'right'],
  ] as const) {
    context.textAlign = align;
    const label = secondsAgo === 0 ? 'now' : `−${secondsAgo} s`;
    context.fillText(label, x(end - secondsAgo * 1000), height - 4);
  }
  context.lineJoin = 'round';
  for (const line of lines) {
    const isStrong = line.stage === highlighted;
    context.globalAlpha = highlighted === null || isStrong ? 1 : 0.25;
    context.lineWidth = isStrong ? 2 : 1.25;
    context.strokeStyle = colour(stageColours[line.stage]);
    context.beginPath();
    let isDown = false;
    for (const point of line.points) {
      if (Number.isNaN(point.p99)) {
        isDown = false;
        continue;
      }
      if (isDown) context.lineTo(x(point.at), y(point.p99));
      else context.moveTo(x(point.at), y(point.p99));
      isDown = true;
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

function stroke(context: CanvasRenderingContext2D, from: [number, number], to: [number, number]): void {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

function axisText(ms: number): string {
  if (ms >= 1000) return `${ms / 1000} s`;
  return ms >= 1 ? `${latencyText(ms).replace(/\.0+$/, '')} ms` : `${Math.round(ms * 1000)} µs`;
}
