import { createContext, useContext } from 'react';

/** Where menus and pop-overs attach: inside the open dialog, since everything outside of it is inert. */
export const PortalContainer = createContext<HTMLElement | null>(null);

export function usePortalContainer(): HTMLElement | null {
  return useContext(PortalContainer);
}
