import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The application menu. It holds what belongs to the program and its windows; what a panel can do is in the page's
 * command palette, with keys that the user may change, so no menu key here takes a letter that a command could want.
 */
export function installMenu(actions: { showMain(): void }): void {
  const isMac = process.platform === 'darwin';
  const helpMenu: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [{ label: 'About Tidemark', click: () => app.showAboutPanel() }],
  };
  const developerItems: MenuItemConstructorOptions[] = [{ type: 'separator' }, { role: 'toggleDevTools' }];
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? ([{ role: 'appMenu' }] satisfies MenuItemConstructorOptions[]) : []),
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
        ...(app.isPackaged ? [] : developerItems),
      ],
    },
    { role: 'windowMenu' },
    ...(isMac ? [] : [helpMenu]),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
