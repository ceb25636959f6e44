import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The application menu. It holds what belongs to the program and its windows; what a panel can do is in the page's
 * command palette, with keys that the user may change, so no menu key here takes a letter that a command could want.
 */
export function installMenu(actions: { showMain(): void }): void {
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Show Main Window', click: actions.showMain },
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'reload' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ type: 'separator' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    ...(isMac
      ? []
      : [
          {
            role: 'help',
            submenu: [{ label: 'About Tidemark', click: () => app.showAboutPanel() }],
          } as const,
        ]),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
