import { absent, numbers, type Reference } from './series.ts';

type Levels = Partial<
  Record<'P' | 'R1' | 'S1' | 'R2' | 'S2' | 'R3' | 'S3' | 'R4' | 'S4' | 'R5' | 'S5', number>
>;

const order = ['P', 'R1', 'S1', 'R2', 'S2', 'R3', 'S3', 'R4', 'S4', 'R5', 'S5'] as const;

/** As the levels are written in books: O, H, L, C of the span, N the open after it. */
function levels(kind: string, O: number, H: number, L: number, C: number, N: number): Levels {
  const D = H - L;
  const P = (H + L + C) / 3;
  switch (kind) {
    case 'Traditional':
      return {
        P,
        R1: P * 2 - L,
        S1: P * 2 - H,
        R2: P + D,
        S2: P - D,
        R3: P * 2 + (H - 2 * L),
        S3: P * 2 - (2 * H - L),
        R4: P * 3 + (H - 3 * L),
        S4: P * 3 - (3 * H - L),
        R5: P * 4 + (H - 4 * L),
        S5: P * 4 - (4 * H - L),
      };
    case 'Fibonacci':
      return {
        P,
        R1: P + 0.382 * D,
        S1: P - 0.382 * D,
        R2: P + 0.618 * D,
        S2: P - 0.618 * D,
        R3: P + D,
        S3: P - D,
      };
    case 'Woodie': {
      const W = (H + L + 2 * N) / 4;
      const R3 = H + 2 * (W - L);
      const S3 = L - 2 * (H - W);
      return { P: W, R1: 2 * W - L, S1: 2 * W - H, R2: W + D, S2: W - D, R3, S3, R4: R3 + D, S4: S3 - D };
    }
    case 'Classic':
      return {
        P,
        R1: 2 * P - L,
        S1: 2 * P - H,
        R2: P + D,
        S2: P - D,
        R3: P + 2 * D,
        S3: P - 2 * D,
        R4: P + 3 * D,
        S4: P - 3 * D,
      };
    case 'DM': {
      const X = O === C ? H + L + 2 * C : C > O ? 2 * H + L + C : 2 * L + H + C;
      return { P: X / 4, R1: X / 2 - L, S1: X / 2 - H };
    }
    default: {
      const R5 = (H / L) * C;
      return {
        P,
        R1: C + (1.1 * D) / 12,
        S1: C - (1.1 * D) / 12,
        R2: C + (1.1 * D) / 6,
        S2: C - (1.1 * D) / 6,
        R3: C + (1.1 * D) / 4,
        S3: C - (1.1 * D) / 4,
        R4: C + (1.1 * D) / 2,
        S4: C - (1.1 * D) / 2,
        R5,
        S5: 2 * C - R5,
      };
    }
  }
}

/** The spans are cut out of the bars anew for each bar; the first bar begins the first of them. */
export const pivotPointLevels: Reference = (bars, kind, anchor, isDeveloping) => {
  const isAnchor = numbers(anchor, bars);
  const anchors: number[] = [];
  return Array.from({ length: bars.count }, (_, at) => {
    if (isAnchor[at] === 1) anchors.push(at);
    const last = anchors.at(-1);
    if (last === undefined) return order.map(() => absent);
    const from = isDeveloping === true ? last : (anchors.at(-2) ?? 0);
    const to = isDeveloping === true ? at + 1 : last;
    if (from >= to) return order.map(() => absent);
    const found = levels(
      String(kind),
      bars.open[from] as number,
      Math.max(...bars.high.slice(from, to)),
      Math.min(...bars.low.slice(from, to)),
      bars.close[to - 1] as number,
      bars.open[last] as number,
    );
    return order.map((name) => found[name] ?? absent);
  });
};
