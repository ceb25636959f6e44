import { expect, streamingPage, test } from '../desktop.ts';

test('E6: of all permissions a page has notifications and writing to the clipboard', async ({ launch }) => {
  const page = await streamingPage(await launch());
  const states = await page.evaluate(async () => {
    const names = [
      'notifications',
      'clipboard-write',
      'clipboard-read',
      'geolocation',
      'camera',
      'microphone',
      'midi',
    ];
    const entries = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return [name, state];
    });
    return Object.fromEntries(await Promise.all(entries));
  });
  expect(states).toEqual({
    notifications: 'granted',
    'clipboard-write': 'granted',
    'clipboard-read': 'denied',
    geolocation: 'denied',
    camera: 'denied',
    microphone: 'denied',
    midi: 'denied',
  });
});

test('E6: asking for the camera or the place is refused', async ({ launch }) => {
  const page = await streamingPage(await launch());
  const refusals = await page.evaluate(async () => {
    const name = (cause: unknown) => (cause as Error).name;
    return {
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', name),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          ({ code }) => resolve(code),
        ),
      ),
    };
  });
  expect(refusals.place).toBe(1);
  expect(refusals.camera).toMatch(/^(NotAllowedError|NotFoundError)$/);
});

test('E6: device, serial, USB, HID, Bluetooth and display capture are denied by handlers of our own', async ({
  launch,
}, info) => {
  test.skip(info.project.name === 'electron', 'Electron does not let a handler be read back');
  const desktop = await launch();
  await streamingPage(desktop);
  const answers = await desktop.evaluate(({ session }) => {
    const { defaultSession } = session;
    const { recorded } = defaultSession as unknown as {
      recorded: Record<string, (details: unknown, answer?: (value: unknown) => void) => unknown>;
    };
    const choice = (event: string, ...details: unknown[]) => {
      let stopped = false;
      let chosen: unknown = 'nothing said';
      const say = (value: unknown) => {
        chosen = value ?? 'none';
      };
      defaultSession.emit(event as never, { preventDefault: () => (stopped = true) }, ...details, say);
      return stopped ? chosen : 'Electron would choose';
    };
    let capture: unknown = 'nothing said';
    recorded.displayMedia?.({}, (streams) => {
      capture = streams;
    });
    let pairing: unknown;
    recorded.bluetoothPairing?.({}, (answer) => {
      pairing = answer;
    });
    return {
      device: recorded.devicePermission?.({ deviceType: 'usb' }),
      protectedClasses: recorded.usbProtectedClasses?.({ protectedClasses: ['hid', 'audio'] }),
      capture,
      pairing,
      hid: choice('select-hid-device', {}),
      serial: choice('select-serial-port', [], {}),
      usb: choice('select-usb-device', {}),
    };
  });
  expect(answers).toEqual({
    device: false,
    protectedClasses: ['hid', 'audio'],
    capture: null,
    pairing: { confirmed: false },
    hid: 'none',
    serial: '',
    usb: 'none',
  });
});
