import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStorage } from '../index.ts';
import { temporaryFolder, temporaryProfile } from '../testing/temporary-profile.ts';
import { judgePlace } from './profile-place.ts';

const mounts = `
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/ann/local\\040disk xfs rw 0 0
//nas/x /mnt/nas cifs rw 0 0
drive /mnt/drive fuse.rclone rw 0 0
odd /mnt/odd fuse.something rw 0 0
C: /mnt/c 9p rw 0 0
`;

test.each([
  ['linux', '/var/lib/tidemark', 'local'],
  ['linux', '/home/ann/tidemark', 'refused'],
  ['linux', '/home/ann/local disk/tidemark', 'local'],
  ['linux', '/homes/tidemark', 'local'],
  ['linux', '/mnt/nas', 'refused'],
  ['linux', '/mnt/drive/tidemark', 'refused'],
  ['linux', '/mnt/odd/tidemark', 'unknown'],
  ['linux', '/mnt/c/Users/ann', 'refused'],
  ['linux', '/srv/Dropbox/tidemark', 'refused'],
  ['linux', '/srv/dropbox-notes/tidemark', 'local'],
  ['win32', 'C:\\Users\\ann\\AppData\\Roaming\\Tidemark', 'local'],
  ['win32', 'C:\\Users\\ann\\OneDrive\\Tidemark', 'refused'],
  ['win32', 'C:\\Users\\ann\\OneDrive - Ann Ltd\\Tidemark', 'refused'],
  ['win32', 'C:\\Users\\ann\\iCloudDrive\\Tidemark', 'refused'],
  ['win32', 'G:\\My Drive\\Tidemark', 'refused'],
  ['win32', '\\\\server\\share\\Tidemark', 'refused'],
  ['win32', '\\\\?\\UNC\\server\\share\\Tidemark', 'refused'],
  ['win32', '\\\\?\\C:\\Tidemark', 'local'],
  ['win32', 'D:\\Tidemark', 'unknown'],
  ['darwin', '/Users/ann/Library/Application Support/Tidemark', 'local'],
  ['darwin', '/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/Tidemark', 'refused'],
  ['darwin', '/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.com/Tidemark', 'refused'],
  ['darwin', '/Volumes/Stick/Tidemark', 'unknown'],
] as const)('J4: on %s, %s is %s', (platform, path, verdict) => {
  const judged = judgePlace(path, { platform, mounts });
  expect(judged.verdict).toBe(verdict);
  expect(judged.reason === '').toBe(verdict === 'local');
});

test('J4: a place that cannot be looked up is uncertain, not local', () => {
  expect(judgePlace('/somewhere', { platform: 'linux', mounts: undefined }).verdict).toBe('unknown');
});

test('J4: storage does not open in a synchronised folder, nor through a link into one', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'Dropbox', 'tidemark'), { recursive: true });
  symlinkSync(join(folder, 'Dropbox', 'tidemark'), join(folder, 'link'));
  for (const profile of [join(folder, 'Dropbox', 'tidemark'), join(folder, 'link')]) {
    await expect(openStorage({ ...temporaryProfile(), profile })).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('Dropbox'),
    });
  }
});
