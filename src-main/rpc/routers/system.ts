import { os } from '../guard.ts';

export const system = os.system.router({
  info: os.system.info.handler(({ context }) => ({ ...context.services.info(), host: context.link.host })),
  latency: os.system.latency.handler(({ context, signal }) => context.services.latency.listen(signal)),
  notices: os.system.notices.handler(async function* ({ context, signal }) {
    yield* context.services.standingNotices();
    yield* context.services.notices.listen(signal);
  }),
  preparation: os.system.preparation.handler(async function* ({ context, signal }) {
    const { preparation } = context.services;
    const steps = preparation.steps.listen(signal);
    let step = preparation.current();
    while (step.done < step.total) {
      yield step;
      const next = await steps.next();
      if (next.done === true) return;
      step = next.value;
    }
    yield step;
  }),
  tearOff: os.system.tearOff.handler(({ context, input }) => ({
    opened: context.link.tearOff?.(input.panel) ?? false,
  })),
});
