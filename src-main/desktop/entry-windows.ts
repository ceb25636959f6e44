import { type BrowserWindow, ipcMain, type WebContents, type WebFrameMain } from 'electron';
import type { OpenEntryWindow } from '../connections/index.ts';
import { answerTo } from './entry-values.ts';
import { isEntryAddress, isPageOrigin } from './page-address.ts';
import { openEntryWindow } from './window-factory.ts';

/* The exchange with `src-preload/entry-preload.ts`, which README.md beside it writes down. */
const channels = {
  loaded: 'tidemark:entry-loaded',
  form: 'tidemark:entry-form',
  submit: 'tidemark:entry-submit',
  answer: 'tidemark:entry-answer',
  cancel: 'tidemark:entry-cancel',
} as const;

/**
 * Rule K8: a window for each entry of keys, with its own preload and no ports. It can say nothing but the values of the
 * form it was given, once; whoever else uses its channels is not heard.
 */
export function entryWindows(icon: string): OpenEntryWindow {
  type Entry = {
    readonly window: BrowserWindow;
    readonly on: Parameters<OpenEntryWindow>[1];
    readonly form: unknown;
  };
  const entries = new Map<number, Entry>();
  const entryOf = ({ sender, senderFrame }: { sender: WebContents; senderFrame: WebFrameMain | null }) => {
    const isOurs =
      senderFrame !== null &&
      senderFrame.parent === null &&
      isPageOrigin(senderFrame.origin) &&
      isEntryAddress(senderFrame.url);
    const entry = isOurs ? entries.get(sender.id) : undefined;
    return entry === undefined || senderFrame === null ? undefined : { ...entry, frame: senderFrame };
  };
  ipcMain.on(channels.loaded, (event) => {
    const entry = entryOf(event);
    entry?.frame.postMessage(channels.form, entry.form, []);
  });
  ipcMain.on(channels.submit, (event, values: unknown) => {
    const entry = entryOf(event);
    if (entry === undefined) return;
    void answerTo(values, entry.on.submit).then((trouble) => {
      if (!entry.window.isDestroyed()) entry.frame.postMessage(channels.answer, trouble, []);
    });
  });
  ipcMain.on(channels.cancel, (event) => entryOf(event)?.window.close());

  return (form, on) => {
    const window = openEntryWindow({ title: form.title, icon });
    const { id } = window.webContents;
    entries.set(id, { window, on, form });
    window.on('closed', () => {
      entries.delete(id);
      on.cancel();
    });
    return () => {
      if (!window.isDestroyed()) window.close();
    };
  };
}
