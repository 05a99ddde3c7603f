import { answerErrors, problemErrors } from './answer-check.ts';
import { developmentTokens, type Caller } from './development-tokens.ts';
import { exchange, type Exchange, type Request } from './exchange.ts';
import type { ApiOperation } from './openapi-document.ts';
import type { Finding } from '../domain/quality-report.ts';

/** Calls a running service, counts the calls and collects what is wrong. */
export type Probe = {
  /** A call that must succeed as the contract says; `undefined` when it did not. */
  succeed(operation: ApiOperation, request: Request, status?: number): Promise<Exchange | undefined>;
  /** A call that must be refused with one of the statuses, and with a problem that names the field, or is of the type; `undefined` when it was not. */
  refuse(
    operation: ApiOperation,
    what: string,
    request: Request,
    statuses: readonly number[],
    expected?: string | { type: string },
  ): Promise<Exchange | undefined>;
  /** A call that is no operation of the contract. */
  send(request: Request): Promise<Exchange>;
  /** Headers of a call by somebody. */
  bearer(caller: Caller): Promise<Record<string, string>>;
  report(rule: string, message: string): void;
  /** Operations that succeeded at least once. */
  succeeded: ReadonlySet<string>;
  findings: Finding[];
  requests(): number;
  next(): number;
};

const SUGGESTION = 'Hold the controller against api/openapi.json and correct the one that is wrong.';

/** `first` keeps the values of one probe apart from those of another at the same service. */
export const createProbe = (url: string, first = 0): Probe => {
  const findings: Finding[] = [];
  const succeeded = new Set<string>();
  const tokens = developmentTokens();
  let requests = 0;
  let count = first;
  const report = (rule: string, message: string): void => {
    findings.push({ check: 'operations', rule: `operations/${rule}`, message, suggestion: SUGGESTION });
  };
  const send = (request: Request): Promise<Exchange> => {
    requests += 1;
    return exchange(url, request);
  };
  return {
    findings,
    send,
    succeeded,
    report,
    async bearer(caller) {
      const headers = await tokens(url, caller);
      if (!headers && !findings.some(({ rule }) => rule === 'operations/development-tokens'))
        report('development-tokens', 'POST /development/tokens answered no token in development mode.');
      return headers ?? {};
    },
    requests: () => requests,
    next: () => (count += 1),
    async succeed(operation, request, status) {
      const answer = await send(request);
      const good =
        status === undefined ? answer.status >= 200 && answer.status < 300 : answer.status === status;
      if (!good) {
        report(
          `${operation.id}/success`,
          `${answer.request} answered ${answer.status}, not ${status ?? '2xx'}: ${answer.text.slice(0, 400)}`,
        );
        return undefined;
      }
      const errors = answerErrors(operation, answer);
      for (const error of errors)
        report(`${operation.id}/answer`, `${answer.request} (${answer.status}): ${error}`);
      if (errors.length === 0) succeeded.add(operation.id);
      return answer;
    },
    async refuse(operation, what, request, statuses, expected) {
      const answer = await send(request);
      const rule = `${operation.id}/refusal ${what}`;
      if (!statuses.includes(answer.status)) {
        report(
          rule,
          `${answer.request} (${what}) answered ${answer.status}, not ${statuses.join(' or ')}: ${answer.text.slice(0, 300)}`,
        );
        return undefined;
      }
      for (const error of problemErrors(answer, expected))
        report(rule, `${answer.request} (${what}): ${error}`);
      return answer;
    },
  };
};
