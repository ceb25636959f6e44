/* Apart from the schemas, so that the page can use the numbers without loading them. */

/** Upload pieces stay well under every transport's message limit. */
export const uploadPieceBytes = 256 * 1024;
export const largestImportBytes = 200 * 1024 * 1024;
