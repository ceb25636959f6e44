import type { RunOptions } from './comparison.ts';
import { compare } from './harness.ts';
import { compiled } from './pine-scripts.ts';

/** A script of that many lines that does what scripts do. */
function scriptOf(lines: number): string {
  const text = ['//@version=6', 'indicator("Long", overlay = true, max_lines_count = 100)'];
  for (let part = 0; text.length < lines; part += 1) {
    text.push(
      `length${part} = input.int(${part + 5}, "Length ${part}", minval = 1)`,
      `f${part}(source, n) =>`,
      '    float sum = 0.0',
      '    for i = 0 to n - 1',
      '        sum += nz(source[i])',
      '    sum / n',
      `average${part} = f${part}(close, length${part})`,
      `var count${part} = 0`,
      `if ta.crossover(close, average${part}) and volume > ta.sma(volume, 20)`,
      `    count${part} += 1`,
      `state${part} = switch`,
      `    count${part} > 10 => "many " + str.tostring(count${part})`,
      `    count${part} > 0 => "some"`,
      '    => "none"',
      `level${part} = str.length(state${part}) > 4 ? average${part} * 1.01 : average${part} * 0.99`,
      ...(part < 8 ? [`plot(level${part}, "Level ${part}", color = color.new(color.blue, ${part}))`] : []),
    );
  }
  return text.join('\n');
}

/** From text to verified code. */
export async function run(options: RunOptions): Promise<void> {
  const text = scriptOf(500);
  let version = 0;
  const measure = () => {
    // Another text each time, so that nothing keeps the last one's result.
    version += 1;
    const started = performance.now();
    const { code } = compiled(`${text}\n// ${version}`);
    return { cost: performance.now() - started, length: code.length };
  };
  const cold = measure();
  console.log(`pine.compile cold  ${cold.cost.toFixed(1)} ms (goal: ≤ 30 ms)`);
  await compare(
    {
      name: 'pine.compile',
      unit: 'ms',
      note: `parse, check, compile and verify 500 lines into ${cold.length.toLocaleString('en-US')} characters; warm`,
      candidates: [
        {
          role: 'ours',
          label: 'warm',
          run: () => {
            let cost = Number.POSITIVE_INFINITY;
            for (let round = 0; round < 5; round += 1) cost = Math.min(cost, measure().cost);
            return { cost, result: [] };
          },
        },
      ],
      goals: [{ text: '≤ 10 ms', isReached: ({ ours }) => ours <= 10 }],
    },
    options,
  );
}
