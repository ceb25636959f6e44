import { afterAll, describe, expect, test } from 'vitest';
import { accountCases } from './trading-account-cases.ts';
import type { TradingCase } from './trading-case.ts';
import { controls } from './trading-controls.ts';
import { orderCases } from './trading-order-cases.ts';
import { outcomeCases } from './trading-outcome-cases.ts';
import { Sitting, type TradingStage } from './trading-sitting.ts';
import { streamCases } from './trading-stream-cases.ts';
import { troubleCases } from './trading-trouble-cases.ts';

export type { TradingStage } from './trading-sitting.ts';

/** The trading half of the exam. Each case has a number for ever; new ones are added at the end of their group. */
export const tradingCases: readonly TradingCase[] = [
  ...accountCases,
  ...orderCases,
  ...outcomeCases,
  ...streamCases,
  ...troubleCases,
];

/** `open` answers a simulator of its own for every case. */
export function examineTrading(name: string, open: () => Promise<TradingStage>): void {
  describe(`${name} sits the trading exam`, () => {
    const counts = { passed: 0, skipped: 0, failed: 0 };
    afterAll(() => {
      const { passed, skipped, failed } = counts;
      process.stdout.write(
        `${name}, trading exam: ${passed} passed, ${skipped} not run, ${failed} failed of ${tradingCases.length} cases\n`,
      );
    });
    for (const one of tradingCases) {
      test(`${one.id} ${one.sentence}`, { timeout: 60_000 }, async (context) => {
        const sitting = new Sitting(await open());
        const reason = one.skip?.(sitting.capabilities, sitting.stage);
        try {
          if (reason === undefined) {
            counts.failed += 1;
            await one.run(sitting);
            counts.failed -= 1;
            counts.passed += 1;
          }
        } finally {
          await sitting.close();
        }
        if (reason !== undefined) {
          counts.skipped += 1;
          process.stdout.write(`${name} ${one.id} not run: ${reason}\n`);
          context.skip(reason);
        }
      });
    }
  });
}

/**
 * The cases against venues with one rule taken away, which must fail; `only` names some of them. The same stage has passed
 * the case unbroken.
 */
export function examineTheTradingExam(
  name: string,
  open: () => Promise<TradingStage>,
  only: readonly string[] = tradingCases.map(({ id }) => id),
): void {
  describe(`the trading exam is passed by no broken venue (${name})`, () => {
    const counts = { caught: 0, skipped: 0, tried: 0 };
    afterAll(() => {
      process.stdout.write(
        `${name}, controls of the trading exam: ${counts.caught} of ${counts.tried} broken venues caught, ` +
          `${counts.skipped} not run where the venue cannot do it\n`,
      );
    });
    test('every case has a control', () => {
      expect(tradingCases.map(({ id }) => id).filter((id) => !(id in controls))).toEqual([]);
    });
    for (const one of tradingCases.filter(({ id }) => only.includes(id))) {
      for (const [what, breakage] of Object.entries(controls[one.id] ?? {})) {
        test(`${one.id} fails a venue that ${what}`, { timeout: 60_000 }, async (context) => {
          const sitting = new Sitting(await open(), breakage, 1500);
          const reason = one.skip?.(sitting.capabilities, sitting.stage);
          let caught: unknown;
          try {
            if (reason === undefined) {
              counts.tried += 1;
              await one.run(sitting);
            }
          } catch (error) {
            caught = error;
          } finally {
            await sitting.close();
          }
          if (reason !== undefined) {
            counts.skipped += 1;
            context.skip(reason);
          }
          expect(caught, 'the broken venue passed').toBeInstanceOf(Error);
          counts.caught += 1;
        });
      }
    }
  });
}
