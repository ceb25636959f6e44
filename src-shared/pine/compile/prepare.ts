import { check } from '../check/check.ts';
import { parse } from '../syntax/parse.ts';
import { compile } from './compile.ts';

/** A little of everything that scripts do. */
const sample = `//@version=6
indicator("Sample", overlay = true)
length = input.int(14, "Length", minval = 1)
type Point
    float x
    int y = 0
method move(Point this, float by) =>
    Point.new(this.x + by, this.y)
average(float source, simple int count) =>
    sum = 0.0
    for i = 0 to count - 1
        sum += nz(source[i])
    sum / count
var count = 0
var points = array.new<Point>()
mean = average(close, length)
usual = ta.sma(volume, 20)
isOver = ta.crossover(close, mean)
if isOver and volume > usual or not na(mean[1])
    count += 1
    points.push(Point.new(close, bar_index).move(1.5))
else if close < open
    count := math.max(count - 1, 0)
[macd, signal, histogram] = ta.macd(close, 12, 26, 9)
word = switch
    count > 10 => "many " + str.tostring(count)
    => "none"
for [index, point] in points
    if index > 3 or point.x > mean
        break
while count > 100
    count -= 1
plot(mean, "Mean", color = count % 2 == 0 ? color.new(color.blue, 20) : color.red)
plotshape(macd > signal and histogram > 0, "Up", shape.triangleup)
if barstate.islast
    log.info(word)
`;

/**
 * Compiles a sample, so that the first script of the user does not wait until the engine below has read and laid out the
 * compiler’s own code. For hosts to call once, when they have started and nobody waits.
 */
export function prepareCompiler(): void {
  const { program, diagnostics } = check(parse(sample).script);
  if (program === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  compile(program);
}
