type Trace = (context: CanvasRenderingContext2D, x: number, y: number, half: number) => void;

/** Corners in units of half the size, as pairs of x and y, y down. */
function polygon(...corners: readonly number[]): Trace {
  return (context, x, y, half) => {
    for (let at = 0; at < corners.length; at += 2) {
      context.lineTo(x + (corners[at] as number) * half, y + (corners[at + 1] as number) * half);
    }
    context.closePath();
  };
}

const arm = 0.3;
const arrowUp = polygon(0, -1, 1, 0, 0.36, 0, 0.36, 1, -0.36, 1, -0.36, 0, -1, 0);
const arrowDown = polygon(0, 1, 1, 0, 0.36, 0, 0.36, -1, -0.36, -1, -0.36, 0, -1, 0);

/** The shapes that scripts mark bars with, round a middle. */
const traces: Readonly<Record<string, Trace>> = {
  circle: (context, x, y, half) => {
    context.arc(x, y, half * 0.9, 0, Math.PI * 2);
  },
  square: polygon(-0.8, -0.8, 0.8, -0.8, 0.8, 0.8, -0.8, 0.8),
  diamond: polygon(0, -1, 1, 0, 0, 1, -1, 0),
  triangleup: polygon(0, -0.9, 1, 0.8, -1, 0.8),
  triangledown: polygon(0, 0.9, 1, -0.8, -1, -0.8),
  arrowup: arrowUp,
  arrowdown: arrowDown,
  cross: polygon(
    -arm,
    -1,
    arm,
    -1,
    arm,
    -arm,
    1,
    -arm,
    1,
    arm,
    arm,
    arm,
    arm,
    1,
    -arm,
    1,
    -arm,
    arm,
    -1,
    arm,
    -1,
    -arm,
    -arm,
    -arm,
  ),
  xcross: polygon(
    ...[
      0, -0.4, 0.6, -1, 1, -0.6, 0.4, 0, 1, 0.6, 0.6, 1, 0, 0.4, -0.6, 1, -1, 0.6, -0.4, 0, -1, -0.6, -0.6,
      -1,
    ],
  ),
  flag: polygon(-0.7, -1, 1, -0.45, -0.45, 0.1, -0.45, 1, -0.7, 1),
};

export function isMarkShape(name: string): boolean {
  return name in traces;
}

export function traceMark(
  context: CanvasRenderingContext2D,
  name: string,
  x: number,
  y: number,
  size: number,
): void {
  context.beginPath();
  (traces[name] ?? traces.xcross)?.(context, x, y, size / 2);
}
