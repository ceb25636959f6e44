/** Saves a text as a file of the user's. */
export function exportScript(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name.replace(/[\\/:*?"<>|]+/g, '-')}.pine`;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export interface ScriptFile {
  readonly name: string;
  readonly text: string;
}

/** Lets the user choose files; nothing where none was chosen. */
export function chooseScriptFiles(onChosen: (files: readonly ScriptFile[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.pine,.txt,text/plain';
  input.multiple = true;
  input.onchange = () => {
    void readScriptFiles(input.files ?? []).then(onChosen);
  };
  input.click();
}

const largestFile = 1024 * 1024;

export async function readScriptFiles(files: Iterable<File>): Promise<readonly ScriptFile[]> {
  const read: ScriptFile[] = [];
  for (const file of files) {
    if (file.size > largestFile) continue;
    const text = (await file.text()).replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
    read.push({ name: file.name.replace(/\.(pine|txt)$/i, ''), text });
  }
  return read;
}
