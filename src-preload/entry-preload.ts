import { ipcRenderer } from 'electron';
import { buildEntryForm, type EntryForm } from './entry-form.ts';

/*
 * Rule K8: the window in which keys are typed. Its page is an empty document without a script; the form is made here, in
 * the preload's own world, so that no code of anybody else ever runs beside it. Values go to the main process once and are
 * taken out of the fields at once. The exchange is written down in README.md beside this file.
 */

ipcRenderer.once('tidemark:entry-form', (_event, form: EntryForm) => {
  const shown = buildEntryForm(document, form, {
    submit(values) {
      ipcRenderer.once('tidemark:entry-answer', (_answer, trouble: string) => shown.answer(trouble));
      ipcRenderer.send('tidemark:entry-submit', values);
    },
    cancel: () => ipcRenderer.send('tidemark:entry-cancel'),
  });
});

window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('tidemark:entry-loaded'));
