import { uploadPieceBytes } from '../../../src-shared/contract/upload-limits.ts';
import { bytesToBase64 } from './base64.ts';

export interface UploadCalls {
  begin(input: { name: string; size: number }): Promise<{ upload: string }>;
  append(input: { upload: string; offset: number; base64: string }): Promise<{ received: number }>;
  discard(input: { upload: string }): Promise<{ wasThere: boolean }>;
}

/** The longest name the contract takes; a longer one keeps its end, where the extension is. */
const longestName = 255;

/**
 * Sends a file up, piece after piece, and answers its upload id. When aborted or failed, what was sent is discarded.
 */
export async function uploadFile(
  calls: UploadCalls,
  name: string,
  content: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const { upload } = await calls.begin({ name: name.slice(-longestName), size: content.size });
  try {
    for (let offset = 0; offset < content.size; offset += uploadPieceBytes) {
      signal.throwIfAborted();
      const piece = await content.slice(offset, offset + uploadPieceBytes).arrayBuffer();
      await calls.append({ upload, offset, base64: bytesToBase64(new Uint8Array(piece)) });
      onSent(Math.min(offset + uploadPieceBytes, content.size));
    }
    signal.throwIfAborted();
    return upload;
  } catch (error) {
    await discardQuietly(calls, upload);
    throw error;
  }
}

/** An upload that cannot be discarded (the connection is gone) is swept by the main process at its next start. */
export async function discardQuietly(calls: UploadCalls, upload: string): Promise<void> {
  await calls.discard({ upload }).catch(() => undefined);
}
