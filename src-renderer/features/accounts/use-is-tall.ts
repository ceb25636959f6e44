import { useLayoutEffect, useState } from 'react';

/** From this height on (px) there is room for details beneath the table; its columns say the most of it anyway. */
const tallFrom = 220;

export function useIsTall(element: HTMLElement | null): boolean {
  const [isTall, setTall] = useState(false);
  useLayoutEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => setTall((entry?.contentRect.height ?? 0) >= tallFrom));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return isTall;
}
