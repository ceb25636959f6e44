import { existsSync } from 'node:fs';
import { runStep } from './run-step.ts';

/** A program that tests need from the system, and how to come by it. */
interface SystemProgram {
  readonly name: string;
  readonly paths: readonly string[];
  readonly debianPackage: string;
}

const browser: SystemProgram = {
  name: 'Chromium, Chrome or Edge',
  paths: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  debianPackage: 'chromium',
};

/** What tests on Linux need besides: strace for power cuts, and the parts of a desktop session for the vault. */
const linuxPrograms: readonly SystemProgram[] = [
  { name: 'strace', paths: ['/usr/bin/strace'], debianPackage: 'strace' },
  { name: 'dbus-daemon', paths: ['/usr/bin/dbus-daemon'], debianPackage: 'dbus' },
  { name: 'dbus-send', paths: ['/usr/bin/dbus-send'], debianPackage: 'dbus' },
  { name: 'gnome-keyring', paths: ['/usr/bin/gnome-keyring-daemon'], debianPackage: 'gnome-keyring' },
];

/** Path of an installed browser of the Chromium family; `TIDEMARK_BROWSER` names another. */
export function installedBrowser(): string | undefined {
  const chosen = process.env.TIDEMARK_BROWSER;
  return chosen && existsSync(chosen) ? chosen : browser.paths.find((path) => existsSync(path));
}

/**
 * Makes sure that tests have what they need from the system: installs it where we are root on Debian or Ubuntu, and
 * otherwise says in one sentence what to install.
 * @throws Error with that sentence.
 */
export async function ensureSystemPrograms(): Promise<void> {
  const needed = process.platform === 'linux' ? [browser, ...linuxPrograms] : [browser];
  const isMissing = (program: SystemProgram) =>
    program === browser ? installedBrowser() === undefined : !program.paths.some((path) => existsSync(path));
  const missing = needed.filter(isMissing);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(({ debianPackage }) => debianPackage))];
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (canInstall) {
    console.log(`Installing ${packages.join(' and ')} with apt-get for the tests…`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await runStep('apt-get', ['update', '-q'], { isQuiet: true, env });
    const { code, output } = await runStep(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', ...packages],
      { isQuiet: true, env },
    );
    if (code !== 0) console.log(output.slice(-2000));
  }
  const stillMissing = needed.filter(isMissing);
  if (stillMissing.length > 0) {
    const names = stillMissing.map(({ name }) => name).join(' and ');
    throw new Error(
      canInstall
        ? `apt-get could not install ${names}; see above.`
        : `The tests need ${names}. Install it (Debian, Ubuntu: sudo apt-get install ${packages.join(' ')}) and run npm test again.`,
    );
  }
}
