import { Menu, nativeImage, Tray } from 'electron';

/** The small icon beside the clock. Answers undefined on desktops that have no place for one. */
export function installTray(icon: string, actions: { showMain(): void; quit(): void }): Tray | undefined {
  const image = nativeImage.createFromPath(icon);
  let tray: Tray;
  try {
    tray = new Tray(image);
  } catch (cause) {
    process.stderr.write(`tidemark: no tray icon on this desktop: ${String(cause)}\n`);
    return undefined;
  }
  tray.setToolTip('Tidemark');
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: 'Show Tidemark', click: actions.showMain },
      { type: 'separator' },
      { label: 'Quit', click: actions.quit },
    ]),
  );
  tray.on('click', actions.showMain);
  return tray;
}
