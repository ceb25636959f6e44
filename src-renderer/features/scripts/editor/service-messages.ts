import type { LanguageService } from '../../../../src-shared/pine/service/index.ts';

type Asked = Omit<LanguageService, 'update'>;
export type ServiceMethod = keyof Asked;

/** To the worker. A text is sent once, with the first question about it. */
export interface ServiceQuestion {
  readonly id: number;
  readonly document: string;
  readonly text: string | undefined;
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
