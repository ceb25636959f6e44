import type { LibrarySources } from '../../../../src-shared/pine/libraries/sources.ts';
import { createLanguageService, type LanguageService } from '../../../../src-shared/pine/service/index.ts';
import { libraryAnswers } from './library-answers.ts';
import type { ServiceAnswer, ServiceQuestion } from './service-messages.ts';

/* Answers the editor's questions about scripts beside the page's own thread, so that charts keep moving while it thinks. */

interface Known {
  readonly service: LanguageService;
  text: string;
  libraries: LibrarySources;
}

const services = new Map<string, Known>();
const mostDocuments = 64;

function knownOf(document: string): Known {
  const known = services.get(document) ?? { service: createLanguageService(), text: '', libraries: {} };
  // The last one asked about stays longest.
  services.delete(document);
  services.set(document, known);
  for (const oldest of services.keys()) {
    if (services.size <= mostDocuments) break;
    services.delete(oldest);
  }
  return known;
}

self.onmessage = ({ data }: MessageEvent<ServiceQuestion>) => {
  const { id, document, text, libraries, method } = data;
  let answer: ServiceAnswer;
  try {
    const known = knownOf(document);
    const { update, useLibraries: takeLibraries } = known.service;
    if (libraries !== undefined) {
      known.libraries = libraries;
      takeLibraries(libraries);
    }
    if (text !== undefined) {
      known.text = text;
      update(text);
    }
    const answers = { ...known.service, ...libraryAnswers(known.text, known.libraries) };
    const ask = answers[method] as (...values: readonly unknown[]) => unknown;
    answer = { id, value: ask(...data.arguments) };
  } catch (error) {
    answer = { id, fault: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(answer);
};
