import type { LibrarySources } from '../../../../src-shared/pine/libraries/sources.ts';
import type { LanguageService } from '../../../../src-shared/pine/service/index.ts';
import type { LibraryAnswers } from './library-answers.ts';

type Asked = Omit<LanguageService, 'update' | 'useLibraries'> & LibraryAnswers;
export type ServiceMethod = keyof Asked;

/** To the worker. A text is sent once, with the first question about it. */
export interface ServiceQuestion {
  readonly id: number;
  readonly document: string;
  readonly text: string | undefined;
  /** The same goes for the libraries that it imports. */
  readonly libraries: LibrarySources | undefined;
  readonly method: ServiceMethod;
  readonly arguments: readonly unknown[];
}

export interface ServiceAnswer {
  readonly id: number;
  readonly value?: unknown;
  /** A fault of ours, in words. */
  readonly fault?: string;
}

export type ServiceResult<M extends ServiceMethod> = ReturnType<Asked[M]>;
export type ServiceArguments<M extends ServiceMethod> = Parameters<Asked[M]>;
