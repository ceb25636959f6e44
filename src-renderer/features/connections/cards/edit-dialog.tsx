import { useState } from 'react';
import type { SavedConnectionCard, VenueKindCard } from '../../../../src-shared/contract/connections.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { changedSettings, faultsOf, isSound, testedThing } from '../settings-draft.ts';
import { SettingsForm } from '../settings-form.tsx';

interface EditDialogProps {
  readonly card: SavedConnectionCard;
  /** Undefined for a venue that this version does not know. */
  readonly kind: VenueKindCard | undefined;
  readonly isDeveloper: boolean;
  onClose(): void;
}

export function EditDialog({ card, kind, isDeveloper, onClose }: EditDialogProps) {
  const { rpc } = useHost();
  const isLost = useHostStatus().phase !== 'connected';
  const [settings, setSettings] = useState(card.settings);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isReconnecting =
    card.phase !== 'disconnected' && testedThing('', null, settings) !== testedThing('', null, card.settings);
  const save = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await rpc.connections.edit({ id: card.id, settings: { ...settings, label: settings.label.trim() } });
      onClose();
    } catch (error) {
      setFailure(failureSentence(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`Edit “${card.settings.label}”`}
      onClose={onClose}
      staysOnClickBeside
      className="w-[min(94vw,480px)]"
      testId="edit-connection"
      footer={
        <>
          <Button tone="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button
            tone="primary"
            disabled={isBusy || isLost || (kind !== undefined && !isSound(settings, kind))}
            onClick={() => void save()}
          >
            Save
          </Button>
        </>
      }
    >
      {kind === undefined ? (
        <p className="text-12 text-text-2">This version of Tidemark does not know this venue.</p>
      ) : (
        <SettingsForm
          kind={kind}
          settings={settings}
          faults={faultsOf(settings, kind)}
          hasKeys={card.hasKeys}
          isDeveloper={isDeveloper}
          isEnvironmentFixed={card.hasKeys}
          onChange={(change) => setSettings((before) => changedSettings(kind, before, change))}
        />
      )}
      {isReconnecting && (
        <p className="mt-4 text-12 text-text-2">
          It is connected; saving connects it again with these settings.
        </p>
      )}
      {failure !== null && (
        <p role="alert" className="mt-4 text-12 text-danger" data-selectable>
          {failure}
        </p>
      )}
    </Dialog>
  );
}
