import './ui/theme.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { readPanelFragment } from './app/panel-parameters.ts';
import { panelDefinition } from './app/panels.ts';
import { rememberedLooks, showPreferences } from './app/preferences-on-page.ts';
import { createHost } from './lib/host/create-host.ts';
import { HostProvider } from './lib/host/host-context.tsx';
import { usePreferences } from './lib/preferences/preferences.ts';
import { readPreferences } from './lib/preferences/read-preferences.ts';

const preferences = readPreferences(rememberedLooks());
usePreferences.setState(preferences);
showPreferences(preferences);

const host = createHost();
const alone = readPanelFragment(location.hash);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const show = () =>
  createRoot(root).render(
    <HostProvider host={host}>
      <App />
    </HostProvider>,
  );
// Built in one go, a panel that has a window for itself asks for its data before anything else does.
const piece = alone === undefined ? undefined : panelDefinition(alone.kind)?.fetch?.();
if (piece === undefined) show();
else void piece.then(show);
