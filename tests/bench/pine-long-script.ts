/** A script of that many lines that does what scripts do. */
export function scriptOf(lines: number): string {
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
