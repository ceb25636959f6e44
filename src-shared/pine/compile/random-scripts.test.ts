import { describe, expect, it } from 'vitest';
import { createInstance } from '../runtime/instance.ts';
import { compile } from './compile.ts';
import { diceOf } from './testing/dice.ts';
import { randomScript } from './testing/random-script.ts';
import { minute, plotsOf, seriesOf } from './testing/run.ts';
import { scriptProgram } from './testing/script.ts';

describe('random scripts', () => {
  it('S1: pass the verifier, and give the same live as over history, in every mode', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const dice = diceOf(seed);
      const script = randomScript(dice, 8);
      const program = scriptProgram(script);
      const closes = Array.from({ length: 12 }, () => 1 + dice(40));
      const series = seriesOf(closes);
      const streamed = createInstance(compile(program), { series, now: 0 });
      streamed.runHistory();
      for (let bar = 12; bar < 18; bar += 1) {
        const time = (series.bars.time[0] as number) + bar * minute;
        for (let tick = 0; tick < 3; tick += 1) {
          const close = 1 + dice(40);
          streamed.update({ time, open: 20, high: 50, low: 0, close, volume: tick }, tick === 2, time);
        }
      }
      const fresh = createInstance(compile(program), { series: streamed.series, now: 0 });
      fresh.runHistory();
      expect(plotsOf(streamed), script).toEqual(plotsOf(fresh));
      const traced = createInstance(compile(program, { mode: 'trace' }), { series: streamed.series, now: 0 });
      traced.runHistory();
      expect(plotsOf(traced), script).toEqual(plotsOf(fresh));
    }
  });
});
