import type { SocketMessage, TopicProtocol } from './socket-plan.ts';

/** Makes one socket carry exactly the desired topics, with few messages. */
export interface TopicKeeper {
  /** Asks for what is missing and gives up what is not wanted any more. Changes while it works are taken along. */
  sync(): Promise<void>;
  /** Gives a topic up and asks for it again at the next `sync`. */
  renew(topic: string): void;
}

export function createTopicKeeper(
  protocol: TopicProtocol,
  desired: { has(topic: string): boolean; keys(): Iterable<string> },
  send: (message: SocketMessage) => void,
): TopicKeeper {
  const asked = new Set<string>();
  const renewing = new Set<string>();
  let working: Promise<void> | undefined;
  let isChanged = false;

  async function work(): Promise<void> {
    do {
      // What is wanted in one go is asked for in one go.
      await Promise.resolve();
      isChanged = false;
      const removed = [...asked].filter((topic) => !desired.has(topic) || renewing.has(topic));
      for (const topic of removed) asked.delete(topic);
      renewing.clear();
      if (removed.length > 0) for (const message of await protocol.unsubscribe(removed)) send(message);
      const added = [...desired.keys()].filter((topic) => !asked.has(topic));
      for (const topic of added) asked.add(topic);
      if (added.length > 0) for (const message of await protocol.subscribe(added)) send(message);
    } while (isChanged);
  }

  return {
    sync() {
      isChanged = true;
      working ??= work().finally(() => {
        working = undefined;
      });
      return working;
    },
    renew(topic) {
      if (asked.has(topic)) renewing.add(topic);
    },
  };
}
