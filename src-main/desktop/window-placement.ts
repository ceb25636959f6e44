/** In device-independent pixels, as Electron counts them. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly bounds: Partial<Rectangle> & { readonly width: number; readonly height: number };
  readonly isMaximised: boolean;
}

/** How much of a window's title must be on some display, so that it can be grabbed. */
const grabWidth = 120;
const grabHeight = 32;

/**
 * Where a window goes: its remembered place if a hand can still reach it, otherwise the same size, no larger than the
 * first display, in the middle of it. `areas` are the displays' work areas, the main display first.
 */
export function placeWindow(
  remembered: { readonly bounds: Rectangle; readonly isMaximised: boolean } | undefined,
  standard: { readonly width: number; readonly height: number },
  areas: readonly Rectangle[],
): Placement {
  const isMaximised = remembered?.isMaximised ?? false;
  const wanted = remembered?.bounds;
  if (wanted !== undefined && areas.some((area) => isReachable(wanted, area))) {
    return { bounds: wanted, isMaximised };
  }
  const size = wanted ?? standard;
  const area = areas[0];
  if (area === undefined) return { bounds: { width: size.width, height: size.height }, isMaximised };
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  const x = area.x + Math.round((area.width - width) / 2);
  const y = area.y + Math.round((area.height - height) / 2);
  return { bounds: { x, y, width, height }, isMaximised };
}

/** True when the window fits the display's size and enough of its title bar lies on it. */
function isReachable(window: Rectangle, area: Rectangle): boolean {
  const left = Math.max(window.x, area.x);
  const right = Math.min(window.x + window.width, area.x + area.width);
  const titleIsOn = window.y >= area.y - 8 && window.y + grabHeight <= area.y + area.height;
  return right - left >= Math.min(grabWidth, window.width) && titleIsOn;
}
