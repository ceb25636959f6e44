import { useEffect, useState } from 'react';
import { reportUnlessLost } from '../lib/host/connection-end.ts';
import { failureSentence } from '../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../lib/host/host-context.tsx';
import { usePreparation } from '../lib/host/use-preparation.ts';
import { usePreferences } from '../lib/preferences/preferences.ts';
import { saveSetting, useUserSettings } from '../lib/preferences/user-settings.ts';
import { askForWizard } from '../lib/venues/connect-venue.ts';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import { LookChoice } from './look-choice.tsx';
import { Mark } from './mark.tsx';
import { showPanelWhenReady } from './show-panel.ts';
import { useSystemInfo } from './use-system-info.ts';
import { selectWorkspace, useWorkspaces } from './workspace-store.ts';
import { defaultTemplateId } from './workspace-templates.ts';

/** The first thing a newcomer sees: what this is, that it is nearly ready, and one button. */
export function Welcome() {
  const isFirstStart = useSystemInfo(({ info }) => info?.isFirstStart ?? false);
  const isWelcomed = useUserSettings(({ values }) => values['ui.welcomed'] === true);
  const isLoaded = useUserSettings((settings) => settings.isLoaded);
  return isFirstStart && isLoaded && !isWelcomed ? <WelcomeScreen /> : null;
}

function WelcomeScreen() {
  const { rpc } = useHost();
  const isConnected = useHostStatus().phase === 'connected';
  const theme = usePreferences((preferences) => preferences.theme);
  const preparation = usePreparation();
  const [failure, setFailure] = useState<string>();
  const isReady = preparation !== null && preparation.done >= preparation.total;

  useEffect(() => {
    document.getElementById('welcome-start')?.focus();
  }, []);

  const start = async (andThen?: () => void) => {
    setFailure(undefined);
    try {
      const { workspaces } = useWorkspaces.getState();
      const first = workspaces.find(({ id }) => id === defaultTemplateId) ?? workspaces[0];
      if (first !== undefined) selectWorkspace(first.id);
      const { phase } = await rpc.replay.status({});
      if (phase === 'paused') await rpc.replay.play({});
      await saveSetting(rpc, 'ui.welcomed', true);
      andThen?.();
    } catch (error) {
      setFailure(failureSentence(error));
    }
  };

  return (
    <main
      data-testid="welcome"
      aria-label="Welcome to Tidemark"
      className="fixed inset-0 z-30 flex items-center justify-center overflow-y-auto bg-bg-0 p-6"
    >
      <div className="flex w-full max-w-lg flex-col gap-8">
        <div className="flex flex-col gap-4">
          <Mark size={40} />
          <h1 className="text-28 font-semibold tracking-tight">Tidemark</h1>
          <p className="max-w-md text-15 text-text-2">
            A trading terminal and journal that keeps everything on your machine and needs no account to
            begin.
          </p>
        </div>
        <LookChoice
          value={theme}
          onChange={(value) => void saveSetting(rpc, 'ui.theme', value).catch(reportUnlessLost)}
        />
        <div className="flex flex-col gap-3">
          <div className="flex items-center gap-4">
            <Button
              id="welcome-start"
              tone="primary"
              size="large"
              data-testid="welcome-start"
              disabled={!isConnected || preparation === null}
              onClick={() => void start()}
            >
              Start
            </Button>
            <p className="text-12 text-text-2">
              Opens a live chart of a real recorded market, playing as it happened.
            </p>
          </div>
          <div className="flex items-center gap-4">
            <Button
              data-testid="welcome-connect"
              disabled={!isConnected || preparation === null}
              onClick={() => void start(connectFirstVenue)}
            >
              Connect a venue
            </Button>
            <p className="text-12 text-text-2">Live prices of several exchanges, without an account.</p>
          </div>
          <div className="flex h-9 flex-col gap-1.5" aria-live="polite">
            {!isReady && (
              <>
                <Progress
                  label="Preparing markets"
                  fraction={
                    preparation === null || preparation.total === 0
                      ? null
                      : preparation.done / preparation.total
                  }
                />
                <p className="tabular text-12 text-text-3">
                  {preparation === null
                    ? 'Connecting'
                    : `Preparing markets, ${preparation.done} of ${preparation.total}${preparation.doing === '' ? '' : `: ${preparation.doing}`}`}
                </p>
              </>
            )}
            {isReady && <p className="text-12 text-text-3">The recorded markets are ready.</p>}
          </div>
          {failure !== undefined && (
            <p role="alert" className="text-12 text-danger">
              The replay could not be started: {failure} Press Start to try again.
            </p>
          )}
        </div>
      </div>
    </main>
  );
}

function connectFirstVenue(): void {
  askForWizard();
  showPanelWhenReady('connections');
}
