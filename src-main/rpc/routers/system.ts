import { os } from '../guard.ts';

export const system = os.system.router({
  info: os.system.info.handler(({ context }) => ({ ...context.services.info(), host: context.link.host })),
  latency: os.system.latency.handler(({ context, signal }) => context.services.latency.listen(signal)),
  notices: os.system.notices.handler(async function* ({ context, signal }) {
    const news = context.services.notices.listen(signal);
    try {
      yield* context.services.standingNotices();
      yield* news;
    } finally {
      await news.return?.();
    }
  }),
  preparation: os.system.preparation.handler(async function* ({ context, signal }) {
    const { preparation } = context.services;
    const steps = preparation.steps.listen(signal);
    try {
      let step = preparation.current();
      while (step.done < step.total) {
        yield step;
        const next = await steps.next();
        if (next.done === true) return;
        step = next.value;
      }
      yield step;
    } finally {
      await steps.return?.();
    }
  }),
  tearOff: os.system.tearOff.handler(({ context, input }) => ({
    opened: context.link.tearOff?.(input.panel) ?? false,
  })),
});
