import { afterAll } from 'vitest';
import { candidateOf, startExamHall } from './binance-hall.ts';
import { examineMarket } from './venue-market.ts';

const hall = await startExamHall();
afterAll(() => hall.close());

examineMarket('Binance spot', () => candidateOf(hall, 'spot'));
examineMarket('Binance USD-M futures', () => candidateOf(hall, 'usd-m'));
