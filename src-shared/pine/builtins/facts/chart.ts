import { fact, unknownFact } from './fact.ts';

const never = () => false;

/** The chart on which the script stands, and what only stocks have. */
export const chartFacts = [
  fact('chart.bg_color', 'input color', () => 0x000000ff, 'Background of the chart.'),
  fact('chart.fg_color', 'input color', () => 0xffffffff, 'A colour that is read well on the background.'),
  fact(
    'chart.left_visible_bar_time',
    'input int',
    ({ bars }) => bars.time[0] ?? Number.NaN,
    'Open time of the leftmost bar; here the oldest one that the script runs on.',
  ),
  fact(
    'chart.right_visible_bar_time',
    'input int',
    ({ bars }) => bars.time[bars.count - 1] ?? Number.NaN,
    'Open time of the rightmost bar; here the newest one.',
  ),
  fact('chart.is_standard', 'simple bool', () => true, 'Bars by time; always true here.'),
  fact('chart.is_heikinashi', 'simple bool', never, 'Whether scripts run on Heikin-Ashi bars; never here.'),
  fact('chart.is_kagi', 'simple bool', never, 'Whether this is a Kagi chart; never here.'),
  fact('chart.is_linebreak', 'simple bool', never, 'Whether this is a line-break chart; never here.'),
  fact('chart.is_pnf', 'simple bool', never, 'Whether this is a point and figure chart; never here.'),
  fact('chart.is_range', 'simple bool', never, 'Whether this is a range chart; never here.'),
  fact('chart.is_renko', 'simple bool', never, 'Whether this is a Renko chart; never here.'),
  unknownFact('ask', 'series float', 'Best ask; known only on charts of single ticks.'),
  unknownFact('bid', 'series float', 'Best bid; known only on charts of single ticks.'),
  unknownFact('dividends.future_amount', 'series float', 'Amount of the next dividend.'),
  unknownFact('dividends.future_ex_date', 'series int', 'When the next dividend is taken off, ms UTC.'),
  unknownFact('dividends.future_pay_date', 'series int', 'When the next dividend is paid, ms UTC.'),
  unknownFact('earnings.future_eps', 'series float', 'Expected earnings per share.'),
  unknownFact('earnings.future_period_end_time', 'series int', 'End of the next reported period, ms UTC.'),
  unknownFact('earnings.future_revenue', 'series float', 'Expected revenue.'),
  unknownFact('earnings.future_time', 'series int', 'When the next report comes, ms UTC.'),
];
