import type { ImportEvent } from '../../../src-shared/contract/imports.ts';
import { Broadcast } from '../broadcast.ts';
import { os } from '../guard.ts';

export const imports = os.imports.router({
  begin: os.imports.begin.handler(async ({ context, input }) => ({
    upload: await context.services.uploads.begin(input.name, input.size),
  })),
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
      .finally(cancel);
    try {
      yield* listening;
      yield { kind: 'done' as const, report: await running };
      await uploads.discard(input.upload);
    } finally {
      signal?.removeEventListener('abort', cancel);
      cancel();
      await running.catch((error: unknown) => context.services.log('import.ended', { error }));
    }
  }),
  discard: os.imports.discard.handler(async ({ context, input }) => ({
    wasThere: await context.services.uploads.discard(input.upload),
  })),
});
