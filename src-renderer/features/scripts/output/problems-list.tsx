import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { RunFault } from '../run/run-fault.ts';
import type { Problem } from '../script-desk.ts';

interface ProblemsListProps {
  readonly problems: readonly Problem[];
  /** What stopped the run. */
  readonly fault: RunFault | null;
  onGoTo(start: number, end: number): void;
}

const icons = {
  error: [CircleAlert, 'text-danger', 'Error'],
  warning: [TriangleAlert, 'text-warn', 'Warning'],
  hint: [Info, 'text-text-3', 'Hint'],
} as const;

/** What is wrong with the script; a click goes there. */
export function ProblemsList({ problems, fault, onGoTo }: ProblemsListProps) {
  if (problems.length === 0 && fault === null)
    return <EmptyState icon={CircleCheck} text="Nothing is wrong with this script." />;
  return (
    <ul className="py-1" data-testid="problems">
      {fault !== null && (
        <li>
          <button
            type="button"
            className="flex w-full items-start gap-2 px-2.5 py-0.5 text-left text-12 hover:bg-bg-2"
            onClick={() => onGoTo(fault.place?.start ?? 0, fault.place?.end ?? 0)}
          >
            <CircleAlert
              size={14}
              className="mt-px shrink-0 text-danger"
              aria-label="Stopped while running"
            />
            <span className="min-w-0 flex-1">{fault.message}</span>
            {fault.bar !== '' && <span className="tabular shrink-0 text-text-3">bar {fault.bar}</span>}
          </button>
        </li>
      )}
      {problems.map((problem) => {
        const [Icon, colour, name] = icons[problem.severity];
        return (
          <li key={`${problem.code} ${problem.start} ${problem.message}`}>
            <button
              type="button"
              className="flex w-full items-start gap-2 px-2.5 py-0.5 text-left text-12 hover:bg-bg-2"
              onClick={() => onGoTo(problem.start, problem.end)}
            >
              <Icon size={14} className={`mt-px shrink-0 ${colour}`} aria-label={name} />
              <span className="min-w-0 flex-1">{problem.message}</span>
              <span className="tabular shrink-0 text-text-3">
                {problem.code} · {problem.line}:{problem.column}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
