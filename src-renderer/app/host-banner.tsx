import { Unplug } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useNow } from '../lib/clock/use-now.ts';
import { useHost, useHostStatus } from '../lib/host/host-context.tsx';
import { Button } from '../ui/button.tsx';
import { formatDuration } from '../ui/format.ts';
import { TextField } from '../ui/text-field.tsx';

/** Calm and honest while the main process is out of reach. Goes away by itself, or with the code that it asks for. */
export function HostBanner() {
  const { phase } = useHostStatus();
  return phase === 'lost' ? <LostBanner /> : null;
}

function LostBanner() {
  const { reason, since, needsCode } = useHostStatus();
  const now = useNow();
  return (
    <div
      role="alert"
      data-testid="host-banner"
      className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line bg-warn-ground px-3 py-0.5 text-12 text-warn"
    >
      <Unplug size={14} aria-hidden />
      <span>{needsCode ? reason : 'Connection to Tidemark lost, trying again…'}</span>
      {needsCode ? <CodeForm /> : null}
      <span className="tabular text-text-2">
        Since {formatDuration(Math.max(0, now - since))}. What you see is as old as that.
      </span>
      {needsCode || reason === '' ? null : <span className="truncate text-text-2">{reason}</span>}
    </div>
  );
}

/** The web host was started again and wants the code that it printed (rule L6). */
function CodeForm() {
  const host = useHost();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await host.enterCode(code);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex items-center gap-2">
      <TextField
        label="Launch code or address"
        isLabelHidden
        placeholder="Launch code or address"
        data-testid="host-code"
        value={code}
        onChange={setCode}
        className="w-64"
      />
      <Button type="submit" disabled={code.trim() === ''}>
        Go on
      </Button>
      {problem === '' ? null : <span className="text-danger">{problem}</span>}
    </form>
  );
}
