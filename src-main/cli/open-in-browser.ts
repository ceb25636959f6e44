import { spawn } from 'node:child_process';

/** Opens one of our own addresses with the system's default browser. Where that fails, the printed address remains. */
export function openInBrowser(address: string): void {
  const [command = '', ...args] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', address]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', address];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => process.stderr.write('The browser could not be opened; use the address above.\n'));
  child.unref();
}
