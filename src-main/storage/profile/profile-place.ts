import { readFileSync, realpathSync } from 'node:fs';
import { Failure } from '../../../src-shared/domain/failure.ts';

/** Whether live files may stay in a folder (J4). */
export interface PlaceVerdict {
  readonly verdict: 'local' | 'refused' | 'unknown';
  /** A sentence, empty for a local disk. */
  readonly reason: string;
}

/** What is known about the machine; `mounts` is the text of /proc/mounts where there is one. */
export interface PlaceFacts {
  readonly platform: NodeJS.Platform;
  readonly mounts: string | undefined;
}

/** File systems that live on another machine, where locks and flushes cannot be trusted. */
const networkTypes = new Set([
  ...['nfs', 'nfs4', 'cifs', 'smb3', 'smbfs', 'ncpfs', '9p', 'afs', 'ceph', 'lustre', 'beegfs', 'glusterfs'],
  ...['davfs', 'vboxsf', 'fuse.sshfs', 'fuse.rclone', 'fuse.gvfsd-fuse', 'fuse.davfs2', 'fuse.glusterfs'],
  ...[
    'fuse.s3fs',
    'fuse.google-drive-ocamlfuse',
    'fuse.onedriver',
    'fuse.vmhgfs-fuse',
    'fuse.pcloud',
    'fuse.curlftpfs',
  ],
]);

/** Folders that a synchronising program owns: it copies files while they are being written. */
const cloudFolders: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^onedrive( - .+)?$/i, 'OneDrive'],
  [/^dropbox( \(.+\))?$/i, 'Dropbox'],
  [/^(icloud ?drive|mobile documents|com~apple~clouddocs)$/i, 'iCloud'],
  [/^(google ?drive|googledrive-.+|my drive)$/i, 'Google Drive'],
  [/^cloudstorage$/i, 'a cloud drive'],
  [/^(nextcloud|owncloud|pcloud ?drive|megasync|box sync)$/i, 'a cloud drive'],
];

/** Judges a folder by its real path. It may not exist yet as long as a parent does. */
export function judgePlace(path: string, { platform, mounts }: PlaceFacts): PlaceVerdict {
  const cloud = cloudOwner(path);
  if (cloud !== undefined)
    return refused(path, `it is inside ${cloud}, which copies files while they are in use`);
  if (platform === 'win32') {
    if (/^[\\/]{2}(?![?.])/.test(path) || /^[\\/]{2}\?[\\/]UNC[\\/]/i.test(path)) {
      return refused(path, 'it is on another machine');
    }
    return /^(\\\\\?\\)?c:/i.test(path)
      ? local
      : unknown(path, 'it is not known whether its drive is a local disk');
  }
  if (platform === 'darwin') {
    return path.startsWith('/Volumes/')
      ? unknown(path, 'it is not known whether its volume is a local disk')
      : local;
  }
  const type = mounts === undefined ? undefined : mountType(path, mounts);
  if (type === undefined) return unknown(path, 'its file system is not known');
  if (networkTypes.has(type)) return refused(path, `it is on a network file system (${type})`);
  if (type.startsWith('fuse.') && type !== 'fuse.fuse-overlayfs') {
    return unknown(path, `it is not known whether its file system (${type}) is a local disk`);
  }
  return local;
}

const local: PlaceVerdict = { verdict: 'local', reason: '' };

function refused(path: string, why: string): PlaceVerdict {
  return {
    verdict: 'refused',
    reason: `${path} cannot hold a live profile: ${why}. Choose a folder on a local disk with TIDEMARK_PROFILE.`,
  };
}

function unknown(path: string, why: string): PlaceVerdict {
  return {
    verdict: 'unknown',
    reason: `The profile is in ${path}, and ${why}. On a network or cloud drive a profile can be damaged.`,
  };
}

function cloudOwner(path: string): string | undefined {
  for (const segment of path.split(/[\\/]/)) {
    const found = cloudFolders.find(([pattern]) => pattern.test(segment));
    if (found !== undefined) return found[1];
  }
  return undefined;
}

/** The type of the mount that a path is on: the longest mount point above it, the later of equals. */
function mountType(path: string, mounts: string): string | undefined {
  let found: { readonly point: string; readonly type: string } | undefined;
  for (const line of mounts.split('\n')) {
    const [, rawPoint, type] = line.split(' ');
    if (rawPoint === undefined || type === undefined) continue;
    const point = rawPoint.replace(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const isAbove = point === '/' || path === point || path.startsWith(`${point}/`);
    if (isAbove && point.length >= (found?.point.length ?? 0)) found = { point, type };
  }
  return found?.type;
}

/**
 * Looks where an existing folder really is.
 * @returns a warning, or undefined when it is on a local disk.
 * @throws Failure `invalid` for network and cloud folders.
 */
export function checkPlace(folder: string): string | undefined {
  const facts = { platform: process.platform, mounts: readMounts() };
  for (const path of new Set([folder, realpathSync(folder)])) {
    const { verdict, reason } = judgePlace(path, facts);
    if (verdict === 'refused') throw new Failure('invalid', reason, { data: { folder } });
    if (verdict === 'unknown') return reason;
  }
  return undefined;
}

function readMounts(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return readFileSync('/proc/mounts', 'utf8');
  } catch {
    // A hardened system may hide it; then the place is unknown, which is a warning.
    return undefined;
  }
}
