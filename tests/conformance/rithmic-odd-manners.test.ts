import { test } from 'vitest';
import { openRithmicStage } from './rithmic-stage.ts';
import { examineTrading } from './venue-trading.ts';

/*
 * The trading exam once more, against a brokerage with every oddity that has been seen at the real one: acknowledgements in
 * one frame, template ids last, members and kinds that nobody knows, pushes between rows, snapshots after the end of their
 * list, fills late and twice, −1 for prices that are none. Once with each framing.
 */

const odd = {
  hasTerminalOnlyAcks: true,
  templateId: 'last',
  hasUnknownFields: true,
  interleavesPushes: true,
  sendsStrangers: true,
  snapshotsTrailMs: 20,
  duplicatesFills: true,
  fillsTrailMs: 15,
  hasSentinelPrices: true,
  leavesOutFillPrice: true,
} as const;

if (process.env.TIDEMARK_LONG === '1') {
  examineTrading('Rithmic with odd manners', () => openRithmicStage(odd));
  examineTrading('Rithmic with odd manners, without lengths', () =>
    openRithmicStage(odd, { prefixed: 'no' }),
  );
} else {
  test('runs with TIDEMARK_LONG=1', (context) => {
    process.stdout.write('Rithmic with odd manners: not run, two minutes; TIDEMARK_LONG=1 runs it\n');
    context.skip('two minutes; TIDEMARK_LONG=1 runs it');
  });
}
