import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, powerMonitor, session } from 'electron';
import { Failure } from '../src-shared/domain/failure.ts';
import { createApp } from './app.ts';
import { prepareAbout } from './desktop/about.ts';
import { commandArguments } from './desktop/command-arguments.ts';
import { entryWindows } from './desktop/entry-windows.ts';
import { openExternal } from './desktop/external-links.ts';
import { refusedArgument } from './desktop/launch-checks.ts';
import { lockWithTheScreen } from './desktop/lock-with-the-screen.ts';
import { installMenu } from './desktop/menu.ts';
import { blockForeignRequests, guardNavigation } from './desktop/navigation-guard.ts';
import { showNotices } from './desktop/notifications.ts';
import { handOutPorts } from './desktop/page-ports.ts';
import { registerPageScheme, servePage } from './desktop/page-scheme.ts';
import { denyPermissions } from './desktop/permissions.ts';
import { quitCleanly } from './desktop/quit.ts';
import { panelOfView, requestedView } from './desktop/second-instance.ts';
import { installTray } from './desktop/tray.ts';
import { preferenceFaults } from './desktop/window-factory.ts';
import { WindowState } from './desktop/window-state.ts';
import { Windows } from './desktop/windows.ts';
import { pageFiles } from './page-policy.ts';
import { profileFolder } from './storage/profile/profile.ts';
import { keepWasmCode } from './wasm-flags.ts';

/*
 * The desktop application's entry, as a list. What has to happen before Electron is ready comes first and waits for
 * nothing; the rest follows in `start`.
 */
const pageFolder = fileURLToPath(new URL('../renderer/', import.meta.url));
const icon = (name: string) => fileURLToPath(new URL(`./icons/${name}.png`, import.meta.url));

keepWasmCode();
app.enableSandbox();
app.setName('Tidemark');
app.setAppUserModelId('org.tidemark.terminal');
registerPageScheme();

const profile = profileFolder(process.env, process.platform, homedir());
const command = commandArguments(process.argv, app.isPackaged);
const refused = app.isPackaged ? refusedArgument(process.argv) : undefined;
if (refused !== undefined) {
  process.stderr.write(
    `tidemark: does not start with ${refused.split('=')[0]}: it would open it to a debugger\n`,
  );
  app.exit(2);
} else if (command !== undefined) {
  runCommand(command).catch(giveUp);
} else if (!takeInstance()) {
  process.stderr.write('tidemark: is running already with this profile; showing its window\n');
  app.exit(0);
} else {
  guardEveryPage();
  app.whenReady().then(start).catch(giveUp);
}

/** The command line, in the same program: no window, no page, and the exit code is the command's. */
async function runCommand(argv: readonly string[]): Promise<void> {
  const { runCommandLine } = await import('./cli/index.ts');
  app.exit(await runCommandLine(argv, app.getVersion()));
}

/** One instance a profile (E10): Electron keeps its lock in the folder of Chromium's own data, which is the profile's. */
function takeInstance(): boolean {
  const chromium = join(profile, 'chromium');
  mkdirSync(chromium, { recursive: true, mode: 0o700 });
  app.setPath('userData', chromium);
  return app.requestSingleInstanceLock();
}

function guardEveryPage(): void {
  app.on('web-contents-created', (_event, contents) => {
    guardNavigation(contents, (address) => void openExternal(address).catch(giveUp));
    const check = () => {
      const faults = contents.isDestroyed() ? [] : preferenceFaults(contents);
      if (faults.length > 0) giveUp(new Error(`a page has unsafe preferences: ${faults.join(', ')}`));
    };
    contents.on('did-start-loading', check);
    contents.on('dom-ready', check);
  });
}

async function start(): Promise<void> {
  const pages = session.defaultSession;
  denyPermissions(pages);
  blockForeignRequests(pages, { allowDevTools: !app.isPackaged });
  servePage(pages, pageFiles(pageFolder));

  const tidemark = await createApp({
    profile,
    host: 'desktop',
    version: app.getVersion(),
    isDeveloper: !app.isPackaged && process.env.TIDEMARK_DEVELOPER === '1',
    openEntryWindow: entryWindows(icon('icon-256')),
    openInBrowser: openExternal,
  });
  lockWithTheScreen(powerMonitor, tidemark);
  const state = new WindowState(join(profile, 'windows.json'));
  const windows = new Windows(state, icon('icon-256'));
  const ports = handOutPorts({
    openPage: (link) => tidemark.openPage(link),
    tearOff: (panel) => windows.tearOff(panel),
  });
  const ending = new AbortController();
  quitCleanly(async () => {
    ending.abort();
    state.save();
    ports.closeAll();
    await tidemark.stop();
  });

  showNotices(tidemark.notices, windows, ending.signal).catch(giveUp);

  const showMain = () => windows.showMain();
  prepareAbout(icon('icon-256'));
  installMenu({ showMain });
  const tray = installTray(icon(process.platform === 'darwin' ? 'trayTemplate' : 'tray'), {
    showMain,
    quit: () => app.quit(),
  });
  app.on('before-quit', () => tray?.destroy());
  app.on('activate', showMain);
  app.on('second-instance', (_event, commandLine) => {
    const view = requestedView(commandLine);
    showMain();
    if (view !== undefined) windows.tearOff(panelOfView(view));
  });
  showMain();
}

/** Says why and ends. Nothing is open yet, or the writer's own guarantees hold (J3). */
function giveUp(cause: unknown): void {
  const text = cause instanceof Failure ? cause.message : String(cause);
  process.stderr.write(`tidemark: ${text}\n`);
  if (app.isReady()) dialog.showErrorBox('Tidemark cannot go on', text);
  app.exit(1);
}
