import './ui/theme.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { rememberedLooks, showPreferences } from './app/preferences-on-page.ts';
import { createHost } from './lib/host/create-host.ts';
import { HostProvider } from './lib/host/host-context.tsx';
import { usePreferences } from './lib/preferences/preferences.ts';
import { readPreferences } from './lib/preferences/read-preferences.ts';

const preferences = readPreferences(rememberedLooks());
usePreferences.setState(preferences);
showPreferences(preferences);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <HostProvider host={createHost()}>
    <App />
  </HostProvider>,
);
