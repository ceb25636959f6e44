import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost } from '../../../lib/host/host-context.tsx';
import { Button } from '../../../ui/button.tsx';

/** How to bind a key to an address, with the address to write there. It is looked up only when asked for. */
export function AddressGuide({ text, proxy }: { text: string; proxy: string }) {
  const { rpc } = useHost();
  const [answer, setAnswer] = useState<{ address: string; sentence: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const look = async () => {
    setBusy(true);
    setCopied(false);
    try {
      setAnswer(await rpc.connections.outgoingAddress({ proxy }));
    } catch (error) {
      setAnswer({ address: '', sentence: failureSentence(error) });
    } finally {
      setBusy(false);
    }
  };
  const copy = async () => {
    await navigator.clipboard.writeText(answer?.address ?? '');
    setCopied(true);
  };
  if (text === '') return null;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-13 font-medium">Bind it to your address</h3>
      <p className="text-12 text-text-2">{text}</p>
      {answer !== null && answer.address !== '' && (
        <div className="flex items-center gap-2 rounded border border-line bg-bg-0 py-1 pr-1 pl-2.5">
          <code className="tabular min-w-0 flex-1 font-mono text-12 break-all" data-selectable>
            {answer.address}
          </code>
          <Button size="small" tone="ghost" onClick={() => void copy()}>
            {isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
            {isCopied ? 'Copied' : 'Copy'}
          </Button>
        </div>
      )}
      {answer !== null && <p className="text-12 text-text-2">{answer.sentence}</p>}
      <div>
        <Button size="small" disabled={isBusy} onClick={() => void look()}>
          {isBusy ? 'Looking…' : answer === null ? 'Show my outgoing address' : 'Look again'}
        </Button>
      </div>
    </section>
  );
}
