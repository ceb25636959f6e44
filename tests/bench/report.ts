import { appendFileSync, mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CandidateFigures, Figures, Outcome } from './comparison.ts';
import { median, medianRatio } from './statistics.ts';

const outFile = fileURLToPath(new URL('../../out/bench.jsonl', import.meta.url));

/** What the columns of a row are. Printed once, above the first. */
export const columnNames = 'name  ours  limit  ours/limit  peer  peer/ours  (min..max, runs)';

/** Prints one comparison and appends it to `out/bench.jsonl`. */
export function report(outcome: Outcome): void {
  const { name, unit, note, missingPeer, goals, differences } = outcome;
  const ours = outcome.figures.find(({ role }) => role === 'ours');
  if (ours === undefined) throw new Error(`${name} does not say which candidate is ours`);
  const limit = outcome.figures.find(({ role }) => role === 'limit');
  const peer = outcome.figures.find(({ role }) => role === 'peer');
  const figures: Figures = {
    ours: median(ours.costs),
    limit: limit === undefined ? Number.NaN : median(limit.costs),
    peer: peer === undefined ? Number.NaN : median(peer.costs),
  };
  const overLimit = limit === undefined ? undefined : medianRatio(ours.costs, limit.costs);
  const overOurs = peer === undefined ? undefined : medianRatio(peer.costs, ours.costs);
  const absent = missingPeer === undefined ? '-' : `${missingPeer} not installed`;
  const cells = [
    name,
    `${figure(figures.ours)} ${unit}`,
    limit === undefined ? '-' : `${figure(figures.limit)} (${limit.label})`,
    overLimit === undefined ? '-' : figure(overLimit),
    peer === undefined ? absent : `${figure(figures.peer)} (${peer.label})`,
    overOurs === undefined ? '-' : `${figure(overOurs)}x`,
    `(${figure(Math.min(...ours.costs))}..${figure(Math.max(...ours.costs))}, ${ours.costs.length})`,
  ];
  console.log(cells.join('  '));
  if (note !== undefined) console.log(`    ${note}`);
  for (const other of outcome.figures)
    if (other.role === 'beside') console.log(`    ${beside(other, ours, unit)}`);
  const reached = goals.map((goal) => ({ text: goal.text, isReached: goal.isReached(figures) }));
  for (const { text, isReached } of reached)
    console.log(`    goal ${text}: ${isReached ? 'reached' : 'NOT reached'}`);
  for (const sentence of differences) console.log(`    RESULT DIFFERS: ${sentence}`);
  mkdirSync(dirname(outFile), { recursive: true });
  const line = {
    name,
    unit,
    ours: figures.ours,
    limit: limit === undefined ? null : figures.limit,
    oursOverLimit: overLimit ?? null,
    peer: peer === undefined ? null : figures.peer,
    peerOverOurs: overOurs ?? null,
    note: note ?? null,
    goals: reached,
    differences,
    candidates: outcome.figures,
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    at: new Date().toISOString(),
  };
  appendFileSync(outFile, `${JSON.stringify(line)}\n`);
}

function beside(other: CandidateFigures, ours: CandidateFigures, unit: string): string {
  const ratio = medianRatio(other.costs, ours.costs);
  return `beside: ${other.label} ${figure(median(other.costs))} ${unit}, ${figure(ratio)}x ours`;
}

/** Three digits that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
