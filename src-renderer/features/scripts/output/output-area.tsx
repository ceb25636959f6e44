import { ChevronDown, ChevronUp } from 'lucide-react';
import { Badge } from '../../../ui/badge.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { outputSize } from '../panel-state.ts';
import type { RunFault } from '../run/run-fault.ts';
import { runWords } from '../run/run-words.ts';
import type { EditorRun } from '../run/use-script-run.ts';
import type { Problem } from '../script-desk.ts';
import { ConsoleList } from './console-list.tsx';
import { ProblemsList } from './problems-list.tsx';

export type OutputTab = 'problems' | 'console';

interface OutputAreaProps {
  readonly tab: OutputTab;
  readonly isOpen: boolean;
  /** In px, while it is open. */
  readonly height: number;
  readonly problems: readonly Problem[];
  readonly fault: RunFault | null;
  readonly run: EditorRun;
  /** What is run over, in words; or why nothing is. */
  readonly place: string;
  readonly timeZone: string;
  onTab(tab: OutputTab): void;
  onOpen(isOpen: boolean): void;
  onGoTo(start: number, end: number): void;
  /** Shows the values on the bar that a line was said on. */
  onBar(time: number): void;
}

/** Below the text: what is wrong with it, and what it says while it runs. */
export function OutputArea(props: OutputAreaProps) {
  const { tab, isOpen, height, problems, fault, run, place, timeZone, onTab, onOpen, onGoTo, onBar } = props;
  const errors = problems.filter(({ severity }) => severity === 'error').length + (fault === null ? 0 : 1);
  const lines = run.state.logs.length + run.state.alerts.length;
  const isWrong = run.state.phase === 'failed';
  // Until it was dragged, the text above has the larger part.
  const most = height === outputSize.usual ? 'max-h-[36%]' : 'max-h-[70%]';
  const isBehind = problems.some(({ severity }) => severity === 'error');
  return (
    <section
      aria-label="What the script says"
      style={isOpen ? { height } : undefined}
      className={`flex shrink-0 flex-col ${isOpen ? most : 'border-t border-line'}`}
    >
      <div className="flex h-7 shrink-0 items-center gap-2 border-b border-line pr-1">
        <Tabs
          label="Output"
          items={[
            {
              id: 'problems',
              label: (
                <>
                  Problems
                  {problems.length + (fault === null ? 0 : 1) > 0 && (
                    <Badge tone={errors > 0 ? 'danger' : 'plain'}>
                      {problems.length + (fault === null ? 0 : 1)}
                    </Badge>
                  )}
                </>
              ),
            },
            {
              id: 'console',
              label: (
                <>
                  Console
                  {lines > 0 && <Badge>{lines.toLocaleString('en-US')}</Badge>}
                </>
              ),
            },
          ]}
          active={tab}
          onSelect={(id) => {
            onTab(id === 'console' ? 'console' : 'problems');
            onOpen(true);
          }}
        />
        <p className="tabular min-w-0 flex-1 truncate text-right text-11 text-text-3" data-testid="run-state">
          {run.run === null ? (
            place
          ) : (
            <>
              {place} ·{' '}
              <span className={isWrong ? 'text-danger' : undefined}>
                {runWords(run.state, run.isRenewing)}
                {isBehind && ' · of the last text without errors'}
              </span>
            </>
          )}
        </p>
        <IconButton
          size="small"
          icon={isOpen ? ChevronDown : ChevronUp}
          label={isOpen ? 'Hide the output' : 'Show the output'}
          onClick={() => onOpen(!isOpen)}
        />
      </div>
      {isOpen && (
        <div className="min-h-0 flex-1 overflow-y-auto">
          {tab === 'problems' ? (
            <ProblemsList problems={problems} fault={fault} onGoTo={onGoTo} />
          ) : (
            <ConsoleList state={run.state} timeZone={timeZone} onBar={onBar} />
          )}
        </div>
      )}
    </section>
  );
}
