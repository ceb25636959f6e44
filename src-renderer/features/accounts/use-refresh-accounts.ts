import { useCallback, useState } from 'react';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost } from '../../lib/host/host-context.tsx';
import { showToast } from '../../ui/toast-store.ts';

/** Asks every venue for its accounts anew, and says what came of it. */
export function useRefreshAccounts(): { readonly isBusy: boolean; refresh(): void } {
  const { rpc } = useHost();
  const [isBusy, setBusy] = useState(false);
  const refresh = useCallback(() => {
    setBusy(true);
    const title = 'Accounts were not all read';
    rpc.trading
      .refreshAccounts({})
      .then(
        ({ added, failures }) => {
          if (failures.length > 0) showToast({ level: 'warn', title, text: failures.join(' ') });
          else showToast({ level: 'info', title: addedWords(added), text: '' });
        },
        (error: unknown) => showToast({ level: 'warn', title, text: failureSentence(error) }),
      )
      .finally(() => setBusy(false));
  }, [rpc]);
  return { isBusy, refresh };
}

function addedWords(added: number): string {
  if (added === 0) return 'No new accounts';
  return added === 1 ? '1 new account' : `${added} new accounts`;
}
