import { createLanguageService, type LanguageService } from '../../../../src-shared/pine/service/index.ts';
import type { ServiceAnswer, ServiceQuestion } from './service-messages.ts';

/* Answers the editor's questions about scripts beside the page's own thread, so that charts keep moving while it thinks. */

const services = new Map<string, LanguageService>();
const mostDocuments = 64;

function serviceOf(document: string): LanguageService {
  const service = services.get(document) ?? createLanguageService();
  // The last one asked about stays longest.
  services.delete(document);
  services.set(document, service);
  for (const oldest of services.keys()) {
    if (services.size <= mostDocuments) break;
    services.delete(oldest);
  }
  return service;
}

self.onmessage = ({ data }: MessageEvent<ServiceQuestion>) => {
  const { id, document, text, method } = data;
  let answer: ServiceAnswer;
  try {
    const service = serviceOf(document);
    if (text !== undefined) service.update(text);
    const ask = service[method] as (...values: readonly unknown[]) => unknown;
    answer = { id, value: ask(...data.arguments) };
  } catch (error) {
    answer = { id, fault: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(answer);
};
