/** Anything that can be stored as JSON and comes back equal. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
