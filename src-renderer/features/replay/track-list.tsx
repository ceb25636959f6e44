import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDuration } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { choiceFault, choiceLengthMs, type Playable, type TrackChoice } from './playable.ts';

interface TrackListProps {
  readonly choices: readonly TrackChoice[];
  readonly playables: readonly Playable[];
  onChange(choices: readonly TrackChoice[]): void;
  readonly footer: ReactNode;
}

/** The chosen tracks with their ranges. Absent while nothing is chosen: the table below teaches what to do. */
export function TrackList({ choices, playables, onChange, footer }: TrackListProps) {
  if (choices.length === 0) {
    return (
      <p className="shrink-0 border-b border-line px-2.5 py-2 text-12 text-text-2">
        Add a stored market from the list to play it as if it were live.
      </p>
    );
  }
  const replace = (changed: TrackChoice) =>
    onChange(choices.map((choice) => (choice.instrument === changed.instrument ? changed : choice)));
  return (
    <section aria-label="Tracks to load" className="flex shrink-0 flex-col gap-2 border-b border-line p-2.5">
      <ul className="flex max-h-52 flex-col gap-1.5 overflow-y-auto">
        {choices.map((choice) => {
          const playable = playables.find((one) => one.instrument === choice.instrument);
          return (
            playable !== undefined && (
              <TrackLine
                key={choice.instrument}
                choice={choice}
                playable={playable}
                onChange={replace}
                onRemove={() => onChange(choices.filter((one) => one !== choice))}
              />
            )
          );
        })}
      </ul>
      {choices.length > 1 && (
        <p className="text-12 text-text-2">
          The tracks share one clock: each starts at its own first moment, all at the same time, and they
          advance together.
        </p>
      )}
      {footer}
    </section>
  );
}

interface TrackLineProps {
  readonly choice: TrackChoice;
  readonly playable: Playable;
  onChange(choice: TrackChoice): void;
  onRemove(): void;
}

function TrackLine({ choice, playable, onChange, onRemove }: TrackLineProps) {
  const fault = choiceFault(choice, playable);
  return (
    <li>
      <div className="flex flex-wrap items-center gap-2 text-12">
        <span className="min-w-28 flex-1 truncate font-medium @max-[440px]:basis-full">
          {choice.instrument}
        </span>
        <TextField
          label={`First day of ${choice.instrument}`}
          isLabelHidden
          placeholder="YYYY-MM-DD"
          className="tabular w-24"
          value={choice.fromDate}
          onChange={(fromDate) => onChange({ ...choice, fromDate })}
        />
        <span className="text-text-3" aria-hidden>
          to
        </span>
        <TextField
          label={`Last day of ${choice.instrument}`}
          isLabelHidden
          placeholder="YYYY-MM-DD"
          className="tabular w-24"
          value={choice.toDate}
          onChange={(toDate) => onChange({ ...choice, toDate })}
        />
        <span className="tabular ml-auto text-right text-text-2">
          {fault === undefined ? formatDuration(choiceLengthMs(choice, playable)) : ''}
        </span>
        <IconButton icon={X} size="small" label={`Remove ${choice.instrument}`} onClick={onRemove} />
      </div>
      {fault !== undefined && <p className="text-12 text-danger">{fault}</p>}
    </li>
  );
}
