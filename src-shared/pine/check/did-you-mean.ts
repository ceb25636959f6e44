/** The candidate most like a mistyped name, if any is near enough. */
export function nearestName(written: string, candidates: Iterable<string>): string | undefined {
  const limit = written.length < 3 ? 0 : Math.max(1, Math.floor(written.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate === written || Math.abs(candidate.length - written.length) >= bestDistance) continue;
    const distance =
      candidate.toLowerCase() === written.toLowerCase() ? 0 : editDistance(written, candidate, bestDistance);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = candidate;
      if (distance === 0) break;
    }
  }
  return best;
}

/** Letters changed, added, left out or swapped with their neighbour; gives up beyond `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let distance = Math.min(changed, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, (twoAbove[j - 2] ?? 0) + 1);
      }
      row.push(distance);
      smallest = Math.min(smallest, distance);
    }
    if (smallest > limit) return smallest;
    twoAbove = above;
    above = row;
  }
  return above[b.length] ?? limit + 1;
}
