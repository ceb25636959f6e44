import { app } from 'electron';

/** The system's own panel: what this is, which version, on what. */
export function prepareAbout(icon: string): void {
  app.setAboutPanelOptions({
    applicationName: 'Tidemark',
    applicationVersion: app.getVersion(),
    version: `Electron ${process.versions.electron}, Node ${process.versions.node}`,
    copyright: 'Apache License 2.0',
    credits: 'A trading terminal and trading journal for futures, forex, crypto and stocks.',
    iconPath: icon,
  });
}
