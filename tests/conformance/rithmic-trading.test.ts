import { openRithmicStage } from './rithmic-stage.ts';
import { examineTheTradingExam, examineTrading, tradingCases } from './venue-trading.ts';

const open = () => openRithmicStage();

examineTrading('Rithmic', open);

/** Rithmic tells no fee with a fill, no rights of a login and no limits on requests, so taking those away breaks nothing. */
const unbreakable = ['VENUE-080', 'VENUE-095', 'VENUE-098'];

if (process.env.TIDEMARK_LONG === '1') {
  const breakable = tradingCases.map(({ id }) => id).filter((id) => !unbreakable.includes(id));
  examineTheTradingExam('Rithmic', open, breakable);
}
