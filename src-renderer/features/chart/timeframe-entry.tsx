import { useState } from 'react';
import { parseTimeframe, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { timeframeFault } from './timeframe-fault.ts';

interface TimeframeEntryProps {
  /** The digit that was typed on the chart. */
  readonly initialText: string;
  onChoose(frame: Timeframe): void;
  onClose(): void;
}

/** Any bar length, as traders type it: `5`, `90`, `4h`, `d`. */
export function TimeframeEntry({ initialText, onChoose, onClose }: TimeframeEntryProps) {
  const [text, setText] = useState(initialText);
  const frame = parseTimeframe(text);
  const choose = () => {
    if (frame === undefined) return;
    onChoose(frame);
    onClose();
  };
  return (
    <Dialog
      title="Timeframe"
      onClose={onClose}
      className="w-72"
      testId="timeframe-entry"
      footer={
        <Button tone="primary" disabled={frame === undefined} onClick={choose}>
          {frame === undefined ? 'Show' : `Show ${frame}`}
        </Button>
      }
    >
      <TextField
        label="Bar length"
        autoFocus
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose();
        }}
        error={timeframeFault(text)}
        hint="Minutes when no unit is given: 5, 90, 4h, 1D, 30s"
      />
    </Dialog>
  );
}
