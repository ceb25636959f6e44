import { dialog, shell } from 'electron';
import { checkExternalAddress } from './external-address.ts';

let isAsking = false;

/**
 * Rule E5: the only way out to the browser. An address comes from a page, and there from anywhere: a script, a note, an
 * import, a venue. So the person always sees the host and decides. Answers whether it was opened.
 */
export async function openExternal(address: string): Promise<boolean> {
  const url = checkExternalAddress(address);
  // One question at a time: a page must not be able to bury the screen in them.
  if (url === undefined || isAsking) return false;
  isAsking = true;
  try {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: 'Open a link',
      message: `Open ${url.host} in your browser?`,
      detail: url.href.length > 300 ? `${url.href.slice(0, 300)}…` : url.href,
      buttons: ['Cancel', 'Open'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response !== 1) return false;
    await shell.openExternal(url.href);
    return true;
  } finally {
    isAsking = false;
  }
}
