import type { ImportEvent } from '../../../src-shared/contract/imports.ts';
import { Broadcast } from '../broadcast.ts';
import { os, type PageContext } from '../guard.ts';

/** A file that is stored is not needed any more; a rest that cannot be removed is swept at the next start. */
async function release({ services, ownUploads }: PageContext, upload: string): Promise<void> {
  ownUploads.delete(upload);
  try {
    await services.uploads.discard(upload);
  } catch (error) {
    services.log('upload.left', { error });
  }
}

export const imports = os.imports.router({
  begin: os.imports.begin.handler(async ({ context, input, signal }) => {
    const upload = await context.services.uploads.begin(input.name, input.size);
    context.ownUploads.add(upload);
    // The page went while the file was made: nobody else will drop it.
    if (signal?.aborted === true) await release(context, upload);
    return { upload };
  }),
  append: os.imports.append.handler(async ({ context, input }) => ({
    received: await context.services.uploads.append(
      input.upload,
      input.offset,
      Buffer.from(input.base64, 'base64'),
    ),
  })),
  preview: os.imports.preview.handler(({ context, input, signal }) => {
    const { path, name } = context.services.uploads.complete(input.upload);
    const { mapping } = input;
    return context.services.importer.preview(
      { path, name, ...(mapping === undefined ? {} : { mapping }) },
      signal === undefined ? {} : { signal },
    );
  }),
  run: os.imports.run.handler(async function* ({ context, input, signal }) {
    const { importer, uploads } = context.services;
    const { path, name } = uploads.complete(input.upload);
    const news = new Broadcast<ImportEvent>(4);
    const ended = new AbortController();
    const cancel = () => ended.abort();
    signal?.addEventListener('abort', cancel);
    const listening = news.listen(ended.signal);
    const running = importer
      .run(
        { path, name, target: input.target, mapping: input.mapping },
        { signal: ended.signal, onProgress: (progress) => news.publish({ kind: 'progress', ...progress }) },
      )
      .then(async (report) => {
        // Also when the page has stopped listening: what is being stored is stored to its end.
        await release(context, input.upload);
        return report;
      })
      .finally(cancel);
    try {
      yield* listening;
      yield { kind: 'done' as const, report: await running };
    } finally {
      signal?.removeEventListener('abort', cancel);
      cancel();
      await running.catch((error: unknown) => context.services.log('import.ended', { error }));
    }
  }),
  discard: os.imports.discard.handler(async ({ context, input }) => {
    context.ownUploads.delete(input.upload);
    return { wasThere: await context.services.uploads.discard(input.upload) };
  }),
});
