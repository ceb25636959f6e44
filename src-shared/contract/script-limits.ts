/* Bounds of scripts and their runs, apart from the schemas, for those who need nothing else of the contract. */

/** S6; in UTF-16 units, which is what a text is measured in here. */
export const largestScript = 256 * 1024;
export const mostRunBars = 50_000;
/** Runs that one page may have at once. */
export const mostRunsPerPage = 128;
/** So many scripts may read from one another, one behind the other. */
export const deepestSource = 8;
/** Scripts that one run may read from, those that these read from counted too. */
export const mostSources = 32;
/** Texts of drawings are cut to this. */
export const longestDrawingText = 4096;
/** Of all drawings of a run as JSON. */
export const largestDrawings = 2_000_000;
