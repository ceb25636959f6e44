import { useEffect, useRef } from 'react';
import { keyText } from './key-text.ts';

const delayMs = 350;

/**
 * One tooltip for the whole window. Any element asks for it with `data-tooltip` (and `data-tooltip-keys`), which costs
 * nothing in long tables. It lives in the top layer, so dialogs do not cover it. Purely visual: the element keeps its
 * own accessible name.
 */
export function TooltipLayer() {
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => (bubble.current === null ? undefined : attach(bubble.current)), []);
  return <div ref={bubble} popover="manual" className="tooltip" aria-hidden="true" />;
}

function attach(bubble: HTMLDivElement): () => void {
  let timer = 0;
  let shownFor: Element | null = null;
  // The name of a button changes with its state (Pause, Play from the start), also while one points at it.
  const renamed = new MutationObserver(() => {
    if (shownFor !== null && bubble.matches(':popover-open')) show(shownFor);
  });
  const hide = () => {
    clearTimeout(timer);
    renamed.disconnect();
    shownFor = null;
    if (bubble.matches(':popover-open')) bubble.hidePopover();
  };
  const show = (target: Element) => {
    if (!target.isConnected) return;
    const text = target.getAttribute('data-tooltip');
    if (text === null || text === '') return;
    const keys = target.getAttribute('data-tooltip-keys');
    bubble.textContent = keys === null ? text : `${text}  ${keyText(keys)}`;
    if (!bubble.matches(':popover-open')) bubble.showPopover();
    renamed.observe(target, { attributes: true, attributeFilter: ['data-tooltip', 'data-tooltip-keys'] });
    place(bubble, target.getBoundingClientRect());
  };
  const consider = (event: Event, wait: number) => {
    const target = event.target instanceof Element ? event.target.closest('[data-tooltip]') : null;
    if (target === shownFor) return;
    const isWarm = bubble.matches(':popover-open');
    hide();
    shownFor = target;
    if (target !== null) timer = window.setTimeout(() => show(target), isWarm ? 60 : wait);
  };
  const onPointer = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') consider(event, delayMs);
  };
  const onFocus = (event: FocusEvent) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible')) consider(event, delayMs);
  };
  document.addEventListener('pointerover', onPointer);
  document.addEventListener('focusin', onFocus);
  document.addEventListener('pointerdown', hide, true);
  document.addEventListener('keydown', hide, true);
  document.addEventListener('scroll', hide, true);
  return () => {
    hide();
    document.removeEventListener('pointerover', onPointer);
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('pointerdown', hide, true);
    document.removeEventListener('keydown', hide, true);
    document.removeEventListener('scroll', hide, true);
  };
}

const gap = 6;

function place(bubble: HTMLElement, anchor: DOMRect): void {
  const { width, height } = bubble.getBoundingClientRect();
  const left = Math.min(Math.max(gap, anchor.left + anchor.width / 2 - width / 2), innerWidth - width - gap);
  const below = anchor.bottom + gap;
  const top = below + height < innerHeight ? below : anchor.top - height - gap;
  bubble.style.left = `${Math.round(left)}px`;
  bubble.style.top = `${Math.round(top)}px`;
}
