import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

/*
 * Draws `assets/icons/*.png`, `icon.ico` and `icon.icns` from the vector sources, with Chromium. Run by hand after a
 * change of the drawing; the results are committed.
 */
const folder = fileURLToPath(new URL('../assets/icons/', import.meta.url));
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const trayColour = '#FF8A1F';

/** Below this many pixels the simpler drawing is the clearer one. */
const smallBelow = 40;

async function draw(): Promise<Map<number, Buffer>> {
  const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({
    args: ['--no-sandbox', '--disable-gpu'],
    ...(existsSync(program) ? { executablePath: program } : {}),
  });
  try {
    const page = await browser.newPage();
    const render = async (source: string, size: number): Promise<Buffer> => {
      await page.setViewportSize({ width: size, height: size });
      const sized = source.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `);
      await page.setContent(`<style>body{margin:0;background:transparent}</style>${sized}`);
      return page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } });
    };
    const source = (name: string) => readFile(join(folder, 'source', `${name}.svg`), 'utf8');
    const [large, small, tray] = await Promise.all([source('icon'), source('icon-small'), source('tray')]);
    const icons = new Map<number, Buffer>();
    for (const size of sizes) icons.set(size, await render(size < smallBelow ? small : large, size));
    for (const [name, colour] of [
      ['tray', trayColour],
      ['trayTemplate', '#000000'],
    ] as const) {
      const coloured = tray.replaceAll('currentColor', colour);
      await writeFile(join(folder, `${name}.png`), await render(coloured, 16));
      await writeFile(join(folder, `${name}@2x.png`), await render(coloured, 32));
    }
    return icons;
  } finally {
    await browser.close();
  }
}

/** Windows: a directory of images; each may be a PNG. */
function ico(icons: ReadonlyMap<number, Buffer>): Buffer {
  const images = [16, 24, 32, 48, 64, 128, 256].map((size) => ({ size, bytes: pick(icons, size) }));
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length + images.length * 16;
  const entries = images.map(({ size, bytes }) => {
    const entry = Buffer.alloc(16);
    // 256 does not fit a byte and is written 0.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(bytes.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += bytes.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...images.map(({ bytes }) => bytes)]);
}

/** macOS: blocks of type, length and PNG; `@2x` types hold the doubled size. */
function icns(icons: ReadonlyMap<number, Buffer>): Buffer {
  const types: readonly (readonly [type: string, size: number])[] = [
    ['icp4', 16],
    ['ic11', 32],
    ['icp5', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic13', 256],
    ['ic08', 256],
    ['ic14', 512],
    ['ic09', 512],
    ['ic10', 1024],
  ];
  const block = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'ascii');
    head.writeUInt32BE(content.length + 8, 4);
    return Buffer.concat([head, content]);
  };
  return block('icns', Buffer.concat(types.map(([type, size]) => block(type, pick(icons, size)))));
}

function pick(icons: ReadonlyMap<number, Buffer>, size: number): Buffer {
  const found = icons.get(size);
  if (found === undefined) throw new Error(`no picture of ${size} pixels`);
  return found;
}

const icons = await draw();
await mkdir(join(folder, 'linux'), { recursive: true });
for (const [size, bytes] of icons) {
  await writeFile(join(folder, `icon-${size}.png`), bytes);
  // The name that the Linux packages look for.
  await writeFile(join(folder, 'linux', `${size}x${size}.png`), bytes);
}
await writeFile(join(folder, 'icon.ico'), ico(icons));
await writeFile(join(folder, 'icon.icns'), icns(icons));
console.log(`assets/icons: ${icons.size} sizes, icon.ico, icon.icns and the tray's four`);
