import { type Timeframe, timeframe } from '../../../../src-shared/domain/timeframe.ts';
import type { ResponseCode } from '../errors.ts';
import type { PlantTopics, TopicRequest } from '../plant/plant.ts';
import { type Contract, contractName } from '../symbols.ts';
import { requestTimeBarUpdateRequest as request } from '../wire/generated/enums.ts';
import { barLength } from './bars.ts';

/* A topic of the history plant is one bar length of one contract, `CME ESZ6 5m`: the bar is pushed when it closes. */

/** Undefined for a length that Rithmic does not have. */
export function barTopic(contract: Contract, frame: Timeframe): string | undefined {
  return barLength(frame) === undefined ? undefined : `${contractName(contract)} ${frame}`;
}

export function historyTopics(onRefused: (contract: Contract, code: ResponseCode) => void): PlantTopics {
  const requests = (what: number, topics: readonly string[]): TopicRequest[] =>
    topics.map((topic) => {
      const [exchange = '', symbol = '', frame = ''] = topic.split(' ');
      const contract = { exchange, symbol };
      const length = barLength(timeframe(frame));
      return {
        name: 'RequestTimeBarUpdate',
        fields: { ...contract, request: what, bar_type: length?.type, bar_type_period: length?.period },
        onRefused: (code) => {
          if (what === request.SUBSCRIBE) onRefused(contract, code);
        },
      };
    });
  return {
    subscribe: (topics) => requests(request.SUBSCRIBE, topics),
    unsubscribe: (topics) => requests(request.UNSUBSCRIBE, topics),
  };
}
