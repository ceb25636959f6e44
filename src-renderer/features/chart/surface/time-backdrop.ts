import {
  type MarketSession,
  sessionRules,
  sessionWindows,
} from '../../../../src-shared/domain/market-sessions.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { dayMs, isIntraday } from '../../../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../../../src-shared/domain/trading-calendar.ts';
import type { DataGap } from '../model/data-gaps.ts';
import { withAlpha } from './chart-colours.ts';
import { type ChartFrame, chartFrameOf } from './chart-frame.ts';
import type { ChartSurface } from './chart-surface.ts';

/** Further out than this a day is too narrow for its sessions to say anything. */
const mostSessionDays = 12;
const mostSeparatorDays = 60;
const narrowestLabel = 64;

/** What lies behind the bars: sessions, the borders of trading days, and stretches without data. */
export class TimeBackdrop {
  hasSessions = true;
  calendar: TradingCalendar | undefined;
  gaps: readonly DataGap[] = [];
  readonly #surface: ChartSurface;

  constructor(surface: ChartSurface) {
    this.#surface = surface;
  }

  readonly paint = (context: CanvasRenderingContext2D): void => {
    const frame = chartFrameOf(this.#surface);
    const key = this.#surface.feed?.key;
    if (frame === undefined || key === undefined) return;
    if (this.hasSessions && isIntraday(key.timeframe)) {
      const days = (frame.to - frame.from) / dayMs;
      if (days <= mostSessionDays) this.#paintSessions(context, frame);
      if (days <= mostSeparatorDays) this.#paintDays(context, frame);
    }
    for (const gap of this.gaps) this.#paintGap(context, frame, gap);
  };

  #colourOf(session: MarketSession): string {
    const { colours } = this.#surface;
    return { tokyo: colours.info, london: colours.textDim, 'new-york': colours.warn }[session];
  }

  #paintSessions(context: CanvasRenderingContext2D, frame: ChartFrame): void {
    const range = { from: epochMs(frame.from), to: epochMs(frame.to) };
    // Just above where volume is drawn.
    const labelY = frame.height * 0.82 - 18;
    let labelRow = 0;
    let labelRight = Number.NEGATIVE_INFINITY;
    const rows: readonly MarketSession[] = ['tokyo', 'london', 'new-york'];
    context.font = `10px ${this.#surface.colours.fontFamily}`;
    context.textBaseline = 'top';
    for (const { session, from, to } of sessionWindows(range)) {
      const left = Math.max(0, frame.xOfTime(from) - this.#surface.view.spacing / 2);
      const right = Math.min(frame.width, frame.xOfTime(to) - this.#surface.view.spacing / 2);
      if (right - left < 1) continue;
      const colour = this.#colourOf(session);
      context.fillStyle = withAlpha(colour, 0.028);
      context.fillRect(left, 0, right - left, frame.height);
      const y = frame.height - 3 * (rows.length - rows.indexOf(session));
      context.fillStyle = withAlpha(colour, 0.4);
      context.fillRect(left, y, right - left, 2);
      if (right - left < narrowestLabel) continue;
      // Sessions overlap: a name that would cover the one before goes above it.
      labelRow = left < labelRight ? labelRow + 1 : 0;
      labelRight = left + narrowestLabel;
      context.fillStyle = withAlpha(colour, 0.7);
      context.fillText(sessionRules[session].name, left + 4, labelY - labelRow * 13);
    }
  }

  #paintDays(context: CanvasRenderingContext2D, frame: ChartFrame): void {
    const { calendar } = this;
    if (calendar === undefined) return;
    context.strokeStyle = this.#surface.colours.lineStrong;
    context.setLineDash([2, 4]);
    context.lineWidth = 1;
    context.beginPath();
    let day = calendar.dayOf(epochMs(frame.from));
    let drawn = Number.NEGATIVE_INFINITY;
    for (let count = 0; day.end < frame.to && count < mostSeparatorDays + 2; count += 1) {
      // Closed days take no room on the axis: their borders fall together and are drawn once.
      const x = Math.round(frame.xOfTime(day.end) - this.#surface.view.spacing / 2) + 0.5;
      if (x - drawn > 3) {
        context.moveTo(x, 0);
        context.lineTo(x, frame.height);
        drawn = x;
      }
      day = calendar.dayOf(day.end);
    }
    context.stroke();
    context.setLineDash([]);
  }

  #paintGap(context: CanvasRenderingContext2D, frame: ChartFrame, gap: DataGap): void {
    const { colours, timeText } = this.#surface;
    const x = Math.round(frame.xOfTime(gap.to) - this.#surface.view.spacing / 2) + 0.5;
    if (x < 0 || x > frame.width) return;
    context.strokeStyle = colours.warn;
    context.lineWidth = 1;
    context.setLineDash([4, 3]);
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, frame.height);
    context.stroke();
    context.setLineDash([]);
    context.font = `10px ${colours.fontFamily}`;
    context.textBaseline = 'top';
    context.textAlign = x > frame.width / 2 ? 'right' : 'left';
    context.fillStyle = colours.warn;
    const text = `no data ${timeText.clock(gap.from)}–${timeText.clock(gap.to)}`;
    context.fillText(text, x + (x > frame.width / 2 ? -5 : 5), frame.height * 0.5);
    context.textAlign = 'left';
  }
}
