/** The largest things an import accepts (rule I1, and I2 for what was compressed). Tests hand in smaller ones. */
export interface ImportLimits {
  /** Bytes on disk. */
  readonly fileBytes: number;
  /** Bytes after decompression. */
  readonly textBytes: number;
  /** Decompressed bytes per compressed byte, once `ratioFreeBytes` have come out. */
  readonly ratio: number;
  readonly ratioFreeBytes: number;
  readonly lineBytes: number;
  readonly columns: number;
  readonly rows: number;
  /** Rejected lines that are reported one by one; the rest is only counted. */
  readonly reportedRejections: number;
}

const mebibyte = 1024 * 1024;

export const importLimits: ImportLimits = {
  fileBytes: 200 * mebibyte,
  textBytes: 1024 * mebibyte,
  ratio: 200,
  ratioFreeBytes: 16 * mebibyte,
  lineBytes: mebibyte,
  columns: 500,
  rows: 5_000_000,
  reportedRejections: 1000,
};

/** `200 MB`, `1.5 MB`, `12 bytes`: for the sentences of refusals. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < mebibyte) return `${Math.round(bytes / 1024)} KB`;
  const megabytes = bytes / mebibyte;
  return `${megabytes < 10 ? Math.round(megabytes * 10) / 10 : Math.round(megabytes)} MB`;
}
