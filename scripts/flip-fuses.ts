import { join } from 'node:path';
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/*
 * Rule E9: what is switched off for good inside the shipped binary. electron-builder calls `afterPack` before it signs;
 * the release specs read the wire back with `fuseFaults`.
 */
const wanted = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Electron checks it on macOS and Windows only; on Linux the installed files have to belong to root.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Not a matter of security: WebAssembly's bounds checks stay the fast ones.
  [FuseV1Options.WasmTrapHandlers]: true,
} as const;

interface Packed {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: {
    readonly appInfo: { readonly productFilename: string };
    readonly executableName?: string;
  };
}

/** Called by electron-builder for each packed application. */
export async function afterPack({ appOutDir, electronPlatformName, packager }: Packed): Promise<void> {
  const { productFilename } = packager.appInfo;
  const names: Readonly<Record<string, string>> = {
    darwin: `${productFilename}.app`,
    mas: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: packager.executableName ?? productFilename,
  };
  const name = names[electronPlatformName];
  if (name === undefined) throw new Error(`no fuses are known for ${electronPlatformName}`);
  const binary = join(appOutDir, name);
  await setFuses(binary);
  const faults = await fuseFaults(binary);
  if (faults.length > 0) throw new Error(`fuses of ${binary}: ${faults.join(', ')}`);
}

export async function setFuses(binary: string): Promise<void> {
  await flipFuses(binary, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: binary.endsWith('.app'),
    ...wanted,
  });
}

/** Which fuses of a binary are not as rule E9 wants them. */
export async function fuseFaults(binary: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(binary);
  return Object.entries(wanted).flatMap(([index, isOn]) => {
    const option = Number(index) as keyof typeof wanted;
    const state = wire[option];
    const isRight = state === (isOn ? FuseState.ENABLE : FuseState.DISABLE);
    return isRight
      ? []
      : [`${FuseV1Options[option]} is ${state === undefined ? 'missing' : FuseState[state]}`];
  });
}
