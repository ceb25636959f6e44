import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDuration, formatTime, zoneName } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import {
  type Alignment,
  choiceFault,
  choiceLengthMs,
  commonRange,
  type Playable,
  type TrackChoice,
} from './playable.ts';
import { useReplayZone } from './use-replay-zone.ts';

interface TrackListProps {
  readonly choices: readonly TrackChoice[];
  readonly playables: readonly Playable[];
  onChange(choices: readonly TrackChoice[]): void;
  readonly alignment: Alignment;
  onAlignment(alignment: Alignment): void;
  readonly footer: ReactNode;
}

/** The chosen tracks with their ranges. Absent while nothing is chosen: the table below teaches what to do. */
export function TrackList(props: TrackListProps) {
  const { choices, playables, onChange, alignment, onAlignment, footer } = props;
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
        <Clock common={commonRange(choices, playables)} alignment={alignment} onAlignment={onAlignment} />
      )}
      {footer}
    </section>
  );
}

interface ClockProps {
  readonly common: ReturnType<typeof commonRange>;
  readonly alignment: Alignment;
  onAlignment(alignment: Alignment): void;
}

/** How the tracks share the one clock. Without a time in common there is nothing to choose. */
function Clock({ common, alignment, onAlignment }: ClockProps) {
  const zone = useReplayZone();
  if (common === undefined) {
    return (
      <p className="text-12 text-text-2">
        The ranges do not overlap: each track starts at its own first moment, and they advance together.
      </p>
    );
  }
  const from = `${formatTime(common.from, zone, 'date-minute')} ${zoneName(common.from, zone)}`;
  return (
    <div className="flex flex-wrap items-center gap-2 text-12">
      <Segmented
        label="How the tracks share one clock"
        value={alignment}
        options={[
          { value: 'calendar', label: 'Same calendar' },
          { value: 'start', label: 'Each from its start' },
        ]}
        onChange={onAlignment}
      />
      <span className="text-text-2">
        {alignment === 'calendar'
          ? `All start at ${from}, the first moment they share.`
          : 'Each starts at its own first moment, and they advance together.'}
      </span>
    </div>
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
          className="tabular w-28"
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
          className="tabular w-28"
          value={choice.toDate}
          onChange={(toDate) => onChange({ ...choice, toDate })}
        />
        <span className="tabular ml-auto w-16 text-right text-text-2">
          {fault === undefined ? formatDuration(choiceLengthMs(choice, playable)) : ''}
        </span>
        <IconButton icon={X} size="small" label={`Remove ${choice.instrument}`} onClick={onRemove} />
      </div>
      {fault !== undefined && <p className="text-12 text-danger">{fault}</p>}
    </li>
  );
}
