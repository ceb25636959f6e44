/** Replayed seconds per second; 0 stands for as fast as possible. */
export const replaySpeeds = [1, 10, 60, 300, 1_000, 10_000, 0] as const;

export function speedLabel(speed: number): string {
  return speed === 0 ? 'Max' : `${speed.toLocaleString('en-US')}×`;
}

/** What a speed means in time on the chart. */
export function speedMeaning(speed: number): string {
  if (speed === 0) return 'As fast as this machine can';
  if (speed === 1) return 'As it happened';
  if (speed < 60) return `${speed} seconds a second`;
  if (speed < 3_600) return `${round(speed / 60)} min of market a second`;
  return `${round(speed / 3_600)} h of market a second`;
}

function round(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

const rank = (speed: number): number => (speed === 0 ? Number.POSITIVE_INFINITY : speed);

/** The next speed of the list above the running one; the fastest stays. */
export function fasterThan(speed: number): number {
  return replaySpeeds.find((candidate) => rank(candidate) > rank(speed)) ?? 0;
}

/** The next speed of the list below the running one; the slowest stays. */
export function slowerThan(speed: number): number {
  return replaySpeeds.findLast((candidate) => rank(candidate) < rank(speed)) ?? replaySpeeds[0];
}
