import type { Session } from 'electron';
import { isPageOrigin } from './page-address.ts';

/** Rule E6: all that a page may ever ask for. */
const granted: ReadonlySet<string> = new Set(['notifications', 'clipboard-sanitized-write']);

/** Denies everything else, in the request, in the silent check, and for each kind of device. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(granted.has(permission) && details.isMainFrame && isOurs(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      granted.has(permission) && details.isMainFrame && isPageOrigin(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.on('select-hid-device', (event, _details, answer) => {
    event.preventDefault();
    answer(null);
  });
  session.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault();
    answer('');
  });
  session.on('select-usb-device', (event, _details, answer) => {
    event.preventDefault();
    answer();
  });
}

function isOurs(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && isPageOrigin(`${url.protocol}//${url.host}`);
}
