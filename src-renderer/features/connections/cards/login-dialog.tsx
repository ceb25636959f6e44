import { ExternalLink } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { SavedConnectionCard } from '../../../../src-shared/contract/connections.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { TextField } from '../../../ui/text-field.tsx';

/** The venue's own login, on its own page. What comes back is good for one use and is kept nowhere. */
export function LoginDialog({ card, onClose }: { card: SavedConnectionCard; onClose(): void }) {
  const { rpc } = useHost();
  const isLost = useHostStatus().phase !== 'connected';
  const [page, setPage] = useState<{ url: string; isOpened: boolean } | null>(null);
  const [answer, setAnswer] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { id, kindLabel, settings } = card;
  const begin = useCallback(async () => {
    setFailure(null);
    try {
      setPage(await rpc.connections.beginWebLogin({ id }));
    } catch (error) {
      setFailure(failureSentence(error));
    }
  }, [rpc, id]);
  useEffect(() => void begin(), [begin]);
  const finish = async () => {
    setBusy(true);
    setFailure(null);
    const given = answer.trim();
    setAnswer('');
    try {
      await rpc.connections.finishWebLogin({ id, answer: given });
      onClose();
    } catch (error) {
      setFailure(failureSentence(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`Log in to ${kindLabel} for “${settings.label}”`}
      onClose={onClose}
      staysOnClickBeside
      className="w-[min(94vw,520px)]"
      testId="login-dialog"
      footer={
        <>
          <Button tone="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button
            tone="primary"
            disabled={answer.trim() === '' || isBusy || isLost}
            onClick={() => void finish()}
          >
            {isBusy ? 'Logging in…' : 'Finish login'}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (answer.trim() !== '' && !isBusy) void finish();
        }}
      >
        <ol className="flex list-decimal flex-col gap-2.5 pl-5 text-13 marker:text-text-3">
          <li>
            {page === null && failure === null && <Spinner label="Asking for the login page" />}
            {page === null && failure !== null && (
              <Button size="small" onClick={() => void begin()}>
                Ask for the login page again
              </Button>
            )}
            {page !== null && (
              <>
                {page.isOpened
                  ? `${kindLabel}’s login has opened in your browser.`
                  : `Log in on ${kindLabel}’s own page:`}{' '}
                <a
                  href={page.url}
                  target="_blank"
                  rel="noopener noreferrer"
                  className="inline-flex items-center gap-1 rounded text-accent hover:underline"
                >
                  {page.isOpened ? 'Open it again' : 'Open the login'} <ExternalLink size={12} aria-hidden />
                </a>
              </>
            )}
          </li>
          <li>
            Afterwards the browser lands on an address that begins with your redirect address. Copy the whole
            address, or the <code className="font-mono text-12">request_token</code> in it.
          </li>
          <li>Paste it here within a few minutes. It works once and is not kept.</li>
        </ol>
        <TextField
          label="Address or token from the browser"
          value={answer}
          onChange={setAnswer}
          data-testid="login-answer"
        />
        {failure !== null && (
          <p role="alert" className="text-12 text-danger" data-selectable>
            {failure}
          </p>
        )}
      </form>
    </Dialog>
  );
}
