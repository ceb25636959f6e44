import type { Builtin } from '../builtin.ts';
import { alma } from './averages/alma.ts';
import { ema } from './averages/ema.ts';
import { hma } from './averages/hma.ts';
import { linreg } from './averages/linreg.ts';
import { rma } from './averages/rma.ts';
import { sma } from './averages/sma.ts';
import { swma } from './averages/swma.ts';
import { vwma } from './averages/vwma.ts';
import { wma } from './averages/wma.ts';
import { atr } from './bands/atr.ts';
import { bb } from './bands/bb.ts';
import { bbw } from './bands/bbw.ts';
import { dmi } from './bands/dmi.ts';
import { kc } from './bands/kc.ts';
import { kcw } from './bands/kcw.ts';
import { sar } from './bands/sar.ts';
import { supertrend } from './bands/supertrend.ts';
import { tr, trVariable } from './bands/tr.ts';
import { barssince } from './events/barssince.ts';
import { cross } from './events/cross.ts';
import { crossover } from './events/crossover.ts';
import { crossunder } from './events/crossunder.ts';
import { cum } from './events/cum.ts';
import { valuewhen } from './events/valuewhen.ts';
import { highest } from './extremes/highest.ts';
import { highestbars } from './extremes/highestbars.ts';
import { lowest } from './extremes/lowest.ts';
import { lowestbars } from './extremes/lowestbars.ts';
import { max } from './extremes/max.ts';
import { min } from './extremes/min.ts';
import { pivotPointLevels } from './extremes/pivot-point-levels.ts';
import { pivothigh } from './extremes/pivothigh.ts';
import { pivotlow } from './extremes/pivotlow.ts';
import { range } from './extremes/range.ts';
import { cci } from './oscillators/cci.ts';
import { change } from './oscillators/change.ts';
import { cmo } from './oscillators/cmo.ts';
import { cog } from './oscillators/cog.ts';
import { falling } from './oscillators/falling.ts';
import { macd } from './oscillators/macd.ts';
import { mfi } from './oscillators/mfi.ts';
import { mom } from './oscillators/mom.ts';
import { rising } from './oscillators/rising.ts';
import { roc } from './oscillators/roc.ts';
import { rsi } from './oscillators/rsi.ts';
import { stoch } from './oscillators/stoch.ts';
import { tsi } from './oscillators/tsi.ts';
import { wpr } from './oscillators/wpr.ts';
import { correlation } from './statistics/correlation.ts';
import { dev } from './statistics/dev.ts';
import { median } from './statistics/median.ts';
import { mode } from './statistics/mode.ts';
import { percentileLinearInterpolation } from './statistics/percentile-linear-interpolation.ts';
import { percentileNearestRank } from './statistics/percentile-nearest-rank.ts';
import { percentrank } from './statistics/percentrank.ts';
import { rci } from './statistics/rci.ts';
import { stdev } from './statistics/stdev.ts';
import { variance } from './statistics/variance.ts';
import { accdist } from './volume/accdist.ts';
import { iii } from './volume/iii.ts';
import { nvi } from './volume/nvi.ts';
import { obv } from './volume/obv.ts';
import { pvi } from './volume/pvi.ts';
import { pvt } from './volume/pvt.ts';
import { vwap, vwapVariable } from './volume/vwap.ts';
import { wad } from './volume/wad.ts';
import { wvad } from './volume/wvad.ts';

/** Technical analysis: every `ta.*`. */
export const taBuiltins: readonly Builtin[] = [
  sma,
  ema,
  rma,
  wma,
  vwma,
  swma,
  alma,
  hma,
  linreg,
  highest,
  lowest,
  highestbars,
  lowestbars,
  range,
  max,
  min,
  pivothigh,
  pivotlow,
  pivotPointLevels,
  stdev,
  variance,
  dev,
  correlation,
  median,
  mode,
  percentileLinearInterpolation,
  percentileNearestRank,
  percentrank,
  rci,
  change,
  mom,
  roc,
  rising,
  falling,
  rsi,
  cci,
  cmo,
  cog,
  mfi,
  stoch,
  wpr,
  tsi,
  macd,
  tr,
  trVariable,
  atr,
  bb,
  bbw,
  kc,
  kcw,
  supertrend,
  sar,
  dmi,
  cross,
  crossover,
  crossunder,
  barssince,
  valuewhen,
  cum,
  accdist,
  iii,
  nvi,
  obv,
  pvi,
  pvt,
  vwap,
  vwapVariable,
  wad,
  wvad,
];
