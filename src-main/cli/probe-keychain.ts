import { randomBytes } from 'node:crypto';

/**
 * Whether the system's keychain stores a value and gives it back: undefined when it does, otherwise why not, in a
 * sentence. On Linux only a D-Bus Secret Service counts; the kernel's keyring forgets at reboot (rule K2).
 */
export async function probeKeychain(): Promise<string | undefined> {
  if (process.platform === 'linux' && !process.env.DBUS_SESSION_BUS_ADDRESS) {
    return 'There is no desktop session bus, so no keychain.';
  }
  const { getPassword, setPassword, deletePassword } = await import('keytar/keytar.js');
  const [service, account] = ['org.tidemark.probe', randomBytes(8).toString('hex')];
  const value = randomBytes(16).toString('hex');
  try {
    await setPassword(service, account, value);
    const found = await getPassword(service, account);
    await deletePassword(service, account);
    return found === value ? undefined : 'The keychain gave back another value than it was given.';
  } catch (error) {
    return `The keychain does not work: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
