/** What goes to the keychain's thread, and what comes back. Values are transferred, so that no copy stays behind. */
export type KeychainCall = { readonly id: number; readonly service: string; readonly account: string } & (
  | { readonly do: 'set'; readonly value: Uint8Array }
  | { readonly do: 'get' }
  | { readonly do: 'delete' }
);

export type KeychainAnswer = { readonly id: number } & (
  | { readonly state: 'done'; readonly value: Uint8Array | undefined; readonly existed: boolean }
  | { readonly state: 'failed'; readonly message: string }
);
