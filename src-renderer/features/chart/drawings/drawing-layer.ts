import { indexOfTime } from '../model/bar-axis.ts';
import { indexAtX } from '../model/chart-view.ts';
import { CanvasPrimitive } from '../surface/canvas-primitive.ts';
import { chartFrameOf } from '../surface/chart-frame.ts';
import type { ChartSurface } from '../surface/chart-surface.ts';
import type { Anchor, Drawing } from './drawing.ts';
import { movedBy } from './drawing.ts';
import type { DrawingBook } from './drawing-book.ts';
import { anchorMoved, type DrawingSpace, handlesOf } from './drawing-tool.ts';
import { toolOf } from './drawing-tools.ts';
import { type Hit, hitDrawing } from './hit-test.ts';
import { nearestBarPrice } from './magnet.ts';
import { paintHandles, paintShape } from './paint-shape.ts';
import type { Point } from './shape.ts';

interface Drag {
  readonly before: Drawing;
  readonly hit: Hit;
  readonly from: Anchor;
  now: Drawing;
}

interface Draft {
  readonly set: readonly Anchor[];
  readonly pressedAt: Point;
  pointer: Anchor;
}

/** Pixels after which a press is a drag and its release sets the second point. */
const dragThreshold = 6;

/** Drawings on the canvas: painted with the bars, found and moved by pointer and keys. */
export class DrawingLayer {
  isMagnetic = false;
  isVisible = true;
  readonly #surface: ChartSurface;
  readonly #book: DrawingBook;
  readonly #element: HTMLElement;
  readonly #newId: () => string;
  #draft: Draft | undefined;
  #drag: Drag | undefined;
  #hovered: string | undefined;
  readonly #controller = new AbortController();
  readonly #unsubscribe: () => void;

  constructor(element: HTMLElement, surface: ChartSurface, book: DrawingBook, newId: () => string) {
    this.#element = element;
    this.#surface = surface;
    this.#book = book;
    this.#newId = newId;
    surface.bars.attach(new CanvasPrimitive('top', (context) => this.#paint(context)));
    const { signal } = this.#controller;
    element.addEventListener('pointermove', (event) => this.#move(event), { signal });
    element.addEventListener('pointerup', (event) => this.#release(event), { signal });
    element.addEventListener('pointercancel', () => this.cancel(), { signal });
    this.#unsubscribe = book.state.subscribe((now, before) => {
      if (now.tool !== before.tool) this.#draft = undefined;
      this.#element.dataset.cursor = now.tool === null ? '' : 'crosshair';
      this.#surface.repaint();
    });
  }

  close(): void {
    this.#controller.abort();
    this.#unsubscribe();
  }

  repaint(): void {
    this.#surface.repaint();
  }

  /** A press on the plot. True when it belongs to a tool or a drawing and must not pan. */
  press(event: PointerEvent, x: number, y: number): boolean {
    const space = this.#space();
    if (space === undefined || !this.isVisible) return false;
    const point = { x, y };
    const { tool } = this.#book.state.getState();
    if (tool !== null) {
      this.#pressTool(event, point, space);
      return true;
    }
    const found = this.#find(point, space);
    this.#book.select(found?.drawing.id ?? null);
    if (found === undefined) return false;
    this.#element.focus({ preventScroll: true });
    this.#element.setPointerCapture(event.pointerId);
    const { drawing, hit } = found;
    if (drawing.isLocked) return true;
    this.#drag = { before: drawing, hit, from: this.#anchorAt(point, space, false), now: drawing };
    return true;
  }

  /** Escape: first what is being drawn or dragged, then the tool, then the selection. True when there was something. */
  cancel(): boolean {
    const { tool, selected } = this.#book.state.getState();
    if (this.#draft !== undefined) this.#draft = undefined;
    else if (this.#drag !== undefined) this.#drag = undefined;
    else if (tool !== null) this.#book.take(null);
    else if (selected !== null) this.#book.select(null);
    else return false;
    this.#surface.repaint();
    return true;
  }

  /** Moves the selected drawing by ticks and bars. */
  nudge(bars: number, ticks: number): boolean {
    const drawing = this.#book.find(this.#book.state.getState().selected);
    const { feed, priceText } = this.#surface;
    if (drawing === undefined || drawing.isLocked || feed === undefined) return false;
    const anchors = movedBy(drawing.anchors, bars * feed.barMs, ticks * priceText.tick);
    this.#book.change({
      ...drawing,
      anchors: anchors.map(({ time, price }) => ({ time, price: priceText.snap(price) })),
    });
    return true;
  }

  /** Selects the next drawing from back to front. False past either end, so that Tab leaves the chart. */
  selectNext(step: 1 | -1): boolean {
    const { drawings } = this.#book;
    const at = drawings.findIndex((drawing) => drawing.id === this.#book.state.getState().selected);
    const next = at < 0 ? (step > 0 ? 0 : drawings.length - 1) : at + step;
    const drawing = drawings[next];
    this.#book.select(drawing?.id ?? null);
    return drawing !== undefined;
  }

  /** Draws with the tool in hand where the view's middle is, for hands on the keyboard. */
  placeInMiddle(): boolean {
    const space = this.#space();
    const { tool } = this.#book.state.getState();
    if (space === undefined || tool === null) return false;
    const at = (share: number, height: number) =>
      this.#anchorAt({ x: space.width * share, y: space.height * height }, space, this.isMagnetic);
    this.#finish([at(0.4, 0.5), at(0.6, 0.4)].slice(0, toolOf(tool).clicks), space);
    return true;
  }

  duplicate(): void {
    const drawing = this.#book.find(this.#book.state.getState().selected);
    const { feed, priceText } = this.#surface;
    if (drawing === undefined || feed === undefined) return;
    const anchors = movedBy(drawing.anchors, 5 * feed.barMs, 10 * priceText.tick);
    this.#book.add({ ...drawing, id: this.#newId(), anchors, isLocked: false });
  }

  /** Where the selected drawing is, to put its bar beside it. */
  selectedPoint(): Point | undefined {
    const space = this.#space();
    const drawing = this.#book.find(this.#book.state.getState().selected);
    if (space === undefined || drawing === undefined) return undefined;
    const handles = handlesOf(toolOf(drawing.kind), drawing.anchors, space);
    return handles.reduce((top, handle) => (handle.y < top.y ? handle : top));
  }

  #space(): DrawingSpace | undefined {
    const frame = chartFrameOf(this.#surface);
    const { feed, priceText, timeText, view } = this.#surface;
    // The bars of another market are on their way.
    if (frame === undefined || feed?.key.instrument !== this.#book.instrument) return undefined;
    return {
      ...frame,
      spacing: view.spacing,
      tick: priceText.tick,
      priceText: (price) => priceText.format(price),
      changeText: (change) => priceText.formatChange(change),
      timeText: (time) => timeText.full(time),
    };
  }

  /** The anchor under a point: in the middle of a bar, on the tick grid, drawn to the bar's prices by the magnet. */
  #anchorAt(point: Point, space: DrawingSpace, isMagnetic: boolean): Anchor {
    const { feed, view, priceText } = this.#surface;
    const time = space.timeOfX(point.x);
    const price = priceText.snap(space.priceOfY(point.y));
    if (feed === undefined) return { time, price };
    const index = Math.round(indexAtX(view, space.width, point.x));
    const magnet = isMagnetic
      ? nearestBarPrice(feed.store, index, point.y, (one) => space.yOfPrice(one))
      : undefined;
    return magnet ?? { time: this.#timeOfBar(index, space, point.x), price };
  }

  #timeOfBar(index: number, space: DrawingSpace, x: number): number {
    const { feed, view } = this.#surface;
    const bar = feed?.store.at(index);
    if (bar !== undefined) return bar.time;
    const exact = indexAtX(view, space.width, x);
    return space.timeOfX(x + (index - exact) * view.spacing);
  }

  #pressTool(event: PointerEvent, point: Point, space: DrawingSpace): void {
    const kind = this.#book.state.getState().tool;
    if (kind === null) return;
    this.#element.focus({ preventScroll: true });
    // The press ends here: further on it would take the focus from the words a placed text asks for.
    const stop = (down: MouseEvent) => {
      down.preventDefault();
      down.stopPropagation();
    };
    this.#element.addEventListener('mousedown', stop, { once: true, capture: true });
    const anchor = this.#constrained(this.#anchorAt(point, space, this.isMagnetic), event.shiftKey);
    const set = [...(this.#draft?.set ?? []), anchor];
    if (set.length >= toolOf(kind).clicks) this.#finish(set, space);
    else {
      this.#draft = { set, pressedAt: point, pointer: anchor };
      this.#surface.repaint();
    }
  }

  /** With Shift the second point keeps the first one's price. */
  #constrained(anchor: Anchor, isLevel: boolean): Anchor {
    const first = this.#draft?.set[0];
    return isLevel && first !== undefined ? { ...anchor, price: first.price } : anchor;
  }

  #finish(set: readonly Anchor[], space: DrawingSpace): void {
    const kind = this.#book.state.getState().tool;
    if (kind === null) return;
    const tool = toolOf(kind);
    this.#draft = undefined;
    this.#book.take(null);
    this.#book.add({
      id: this.#newId(),
      kind,
      anchors: this.#snapped(tool.complete?.(set, space) ?? set),
      style: tool.style,
      text: '',
      isLocked: false,
    });
  }

  #snapped(anchors: readonly Anchor[]): Anchor[] {
    return anchors.map(({ time, price }) => ({ time, price: this.#surface.priceText.snap(price) }));
  }

  #move(event: PointerEvent): void {
    const space = this.#space();
    if (space === undefined || !this.isVisible) return;
    const box = this.#element.getBoundingClientRect();
    const point = { x: event.clientX - box.left - this.#surface.left(), y: event.clientY - box.top };
    if (this.#drag !== undefined) this.#moveDrag(this.#drag, point, space);
    else if (this.#draft !== undefined) {
      const anchor = this.#anchorAt(point, space, this.isMagnetic);
      this.#draft.pointer = this.#constrained(anchor, event.shiftKey);
      this.#surface.repaint();
    } else if (event.buttons === 0 && this.#book.state.getState().tool === null) this.#hover(point, space);
  }

  #hover(point: Point, space: DrawingSpace): void {
    const found = this.#find(point, space);
    const isSame = found?.drawing.id === this.#hovered;
    this.#hovered = found?.drawing.id;
    this.#element.dataset.cursor = found === undefined ? '' : found.hit === 'body' ? 'pointer' : 'move';
    if (!isSame) this.#surface.repaint();
  }

  #moveDrag(drag: Drag, point: Point, space: DrawingSpace): void {
    const { before, hit, from } = drag;
    if (hit === 'body') {
      const to = this.#anchorAt(point, space, false);
      const { feed } = this.#surface;
      if (feed === undefined) return;
      // By bars, not by hours: a drawing keeps its look when it crosses a night or a weekend.
      const { store, barMs } = feed;
      const bars = indexOfTime(store, to.time, barMs) - indexOfTime(store, from.time, barMs);
      const anchors = before.anchors.map(({ time, price }) => ({
        time: space.timeOfX(space.xOfTime(time) + bars * space.spacing),
        price: price + to.price - from.price,
      }));
      drag.now = { ...before, anchors: this.#snapped(anchors) };
    } else {
      const to = this.#anchorAt(point, space, this.isMagnetic);
      drag.now = { ...before, anchors: anchorMoved(toolOf(before.kind), before.anchors, hit, to) };
    }
    this.#surface.repaint();
  }

  #release(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag !== undefined) {
      this.#drag = undefined;
      this.#book.change(drag.now, drag.before);
      this.#surface.repaint();
      return;
    }
    const draft = this.#draft;
    const space = this.#space();
    if (draft === undefined || space === undefined) return;
    const box = this.#element.getBoundingClientRect();
    const gap = Math.hypot(
      event.clientX - box.left - this.#surface.left() - draft.pressedAt.x,
      event.clientY - box.top - draft.pressedAt.y,
    );
    if (gap > dragThreshold) this.#finish([...draft.set, draft.pointer], space);
  }

  #find(point: Point, space: DrawingSpace): { drawing: Drawing; hit: Hit } | undefined {
    const { selected } = this.#book.state.getState();
    const chosen = this.#book.find(selected);
    const inOrder = [...this.#book.drawings].reverse();
    for (const drawing of chosen === undefined ? inOrder : [chosen, ...inOrder]) {
      const tool = toolOf(drawing.kind);
      const handles = handlesOf(tool, drawing.anchors, space);
      const hit = hitDrawing(tool.shape(drawing, space), handles, point, drawing.id === selected);
      if (hit !== undefined) return { drawing, hit };
    }
    return undefined;
  }

  #paint(context: CanvasRenderingContext2D): void {
    const space = this.#space();
    if (space === undefined || !this.isVisible) return;
    const { colours } = this.#surface;
    const { selected, tool } = this.#book.state.getState();
    for (const saved of this.#book.drawings) {
      const drawing = this.#drag?.before.id === saved.id ? this.#drag.now : saved;
      const used = toolOf(drawing.kind);
      paintShape(context, used.shape(drawing, space), drawing.style, colours);
      if (drawing.id === selected || drawing.id === this.#hovered) {
        paintHandles(context, handlesOf(used, drawing.anchors, space), colours);
      }
    }
    const draft = this.#draft;
    if (draft === undefined || tool === null) return;
    const used = toolOf(tool);
    const anchors = [...draft.set, draft.pointer];
    const drawing: Drawing = { id: '', kind: tool, anchors, style: used.style, text: '', isLocked: false };
    paintShape(context, used.shape(drawing, space), used.style, colours);
    paintHandles(context, handlesOf(used, draft.set, space), colours);
  }
}
