import { useState } from 'react';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { zonedMoment } from '../../../src-shared/domain/zone-time.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatTime } from '../../ui/format.ts';
import { TextField } from '../../ui/text-field.tsx';

/** Reads `2024-03-12`, with ` 14:35` or `T14:35` behind it, as a clock in the zone shows it. */
export function readMoment(text: string, zone: string): EpochMs | undefined {
  const match = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2}))?\s*$/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59)
    return undefined;
  return zonedMoment(zone, year, month, day, hour * 60 + minute);
}

interface GoToDateProps {
  /** A moment in view, to start from. */
  readonly initial: number;
  readonly zone: string;
  /** Resolves with what to say when there is nothing at that time. */
  goTo(time: EpochMs): Promise<string | undefined>;
  onClose(): void;
}

export function GoToDate({ initial, zone, goTo, onClose }: GoToDateProps) {
  const [text, setText] = useState(() =>
    Number.isFinite(initial) ? formatTime(epochMs(initial), zone, 'date-minute') : '',
  );
  const time = readMoment(text, zone);
  const [missed, setMissed] = useState<string | undefined>();
  const [isGoing, setIsGoing] = useState(false);
  const go = async () => {
    if (time === undefined || isGoing) return;
    setIsGoing(true);
    const sentence = await goTo(time);
    setIsGoing(false);
    setMissed(sentence);
    if (sentence === undefined) onClose();
  };
  return (
    <Dialog
      title="Go to date"
      onClose={onClose}
      className="w-80"
      testId="go-to-date"
      footer={
        <Button tone="primary" disabled={time === undefined || isGoing} onClick={() => void go()}>
          Go
        </Button>
      }
    >
      <TextField
        label={`Date and time (${zone})`}
        autoFocus
        value={text}
        onChange={(typed) => {
          setText(typed);
          setMissed(undefined);
        }}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void go();
        }}
        placeholder="2024-03-12 14:35"
        error={
          text !== '' && time === undefined ? 'Write year-month-day, and hours:minutes if you like.' : missed
        }
      />
    </Dialog>
  );
}
