import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFamilies } from './proto/read-proto.ts';
import { writeFamily } from './proto/write-family.ts';
import { writeEnums, writeFieldTypes, writeMessages } from './proto/write-tables.ts';
import { root } from './run-step.ts';

/*
 * node scripts/build-proto.ts [--check]: writes the TypeScript of proto/rithmic/*.proto, or says whether what is there is
 * what it would write.
 */

const protoFolder = join(root, 'proto/rithmic');
const generatedFolder = join(root, 'src-main/venues/rithmic/wire/generated');

const heading = (source: string) =>
  `// Written by scripts/build-proto.ts from ${source}. Change that, not this, and run it again.\n\n`;

function generate(): ReadonlyMap<string, string> {
  const families = readFamilies(protoFolder);
  const files = new Map<string, string>();
  for (const family of families) {
    files.set(`${family.name}.ts`, heading(`proto/rithmic/${family.name}.proto`) + writeFamily(family));
  }
  files.set('messages.ts', heading('proto/rithmic') + writeMessages(families));
  files.set('enums.ts', heading('proto/rithmic') + writeEnums(families));
  files.set('field-types.ts', heading('proto/rithmic') + writeFieldTypes(families));
  return files;
}

function differences(files: ReadonlyMap<string, string>): readonly string[] {
  const present = new Set(readdirSync(generatedFolder));
  const stale = [...files].filter(
    ([file, text]) => !present.has(file) || readFileSync(join(generatedFolder, file), 'utf8') !== text,
  );
  const extra = [...present].filter((file) => !files.has(file));
  return [
    ...stale.map(([file]) => `${file} is not what the .proto files say`),
    ...extra.map((file) => `${file} has no source`),
  ];
}

function write(files: ReadonlyMap<string, string>): void {
  rmSync(generatedFolder, { recursive: true, force: true });
  mkdirSync(generatedFolder, { recursive: true });
  for (const [file, text] of files) writeFileSync(join(generatedFolder, file), text);
}

const files = generate();
if (process.argv.includes('--check')) {
  const found = differences(files);
  for (const difference of found) console.log(difference);
  if (found.length > 0) console.log('Run “node scripts/build-proto.ts”.');
  process.exitCode = found.length === 0 ? 0 : 1;
} else {
  write(files);
  console.log(`${files.size} files in ${generatedFolder}`);
}
