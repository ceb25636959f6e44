import type { Stage } from './latency-history.ts';

export interface StageText {
  readonly stage: Stage;
  readonly title: string;
  /** Where a tick leaves and where it arrives. */
  readonly from: string;
  readonly to: string;
  readonly explanation: string;
  /** Above this p99, in ms, the stage deserves a look. */
  readonly attentionMs: number;
}

/** A tick's way, in order. */
export const tickStages: readonly StageText[] = [
  {
    stage: 'venue-to-hub',
    title: 'Venue → hub',
    from: 'Venue',
    to: 'Hub',
    explanation:
      'From the arrival of a message on the socket (in a replay, from its turn on the clock) until it is decoded and the market hub has applied it to quotes and bars.',
    attentionMs: 5,
  },
  {
    stage: 'hub-to-frame',
    title: 'Hub → frame',
    from: 'Hub',
    to: 'Frame',
    explanation:
      'How long a change waits in the hub until it leaves for the page. Changes are sent together, once per screen refresh, so up to about 16 ms is by design.',
    attentionMs: 34,
  },
  {
    stage: 'frame-to-page',
    title: 'Frame → page',
    from: 'Frame',
    to: 'Page',
    explanation:
      'The way of a packed frame from the main process into this window, until it is unpacked. A page that is busy answers late, and updates are merged meanwhile.',
    attentionMs: 16,
  },
  {
    stage: 'page-to-paint',
    title: 'Page → painted',
    from: 'Page',
    to: 'Painted',
    explanation:
      'From the unpacked update until the browser has painted it. It includes the wait for the next screen refresh and the drawing of charts.',
    attentionMs: 34,
  },
];

export const mainLoopStage: StageText = {
  stage: 'main-loop',
  title: 'Main loop delay',
  from: 'Main',
  to: 'Main',
  explanation:
    'Not part of the way, but it holds everything up: how late the main process gets to its work. Its 99th percentile should stay under 10 ms.',
  attentionMs: 10,
};

export const allStages: readonly StageText[] = [...tickStages, mainLoopStage];
