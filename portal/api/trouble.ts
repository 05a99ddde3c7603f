/** Something went wrong, as people are told it: what, why, and what to do. */
export type Trouble = {
  what: string;
  why: string;
  advice: string;
  /** HTTP status, 0 when nothing answered. */
  status: number;
  /** What is wrong with single fields of the body, by JSON pointer: `#/text`. */
  fields: Readonly<Record<string, string>>;
};

export type Answer<T> = { ok: true; value: T } | { ok: false; trouble: Trouble };

type Problem = {
  detail: string;
  reason?: string;
  suggestion?: string;
  errors?: { pointer?: string; detail: string }[];
};

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string';

const byStatus = (status: number): { what: string; advice: string } => {
  if (status === 401)
    return { what: 'The factory wants to know who you are.', advice: 'Enter a token or an access key.' };
  if (status === 429)
    return { what: 'These are too many requests.', advice: 'Wait a little, then try again.' };
  if (status === 404) return { what: 'It is not here.', advice: 'Go back to the list of projects.' };
  if (status === 400) return { what: 'The request is not valid.', advice: 'Correct what is marked.' };
  if (status === 403) return { what: 'This is not yours to decide.', advice: 'Ask whom the review names.' };
  if (status === 409)
    return { what: 'It is not what it was.', advice: 'Read again what is shown now, then decide.' };
  if (status < 500)
    return { what: 'The factory refuses this.', advice: 'Change the request, then send it again.' };
  return { what: 'The factory could not answer.', advice: 'Try again; the log of the host says more.' };
};

/** What an answer that is not 2xx means. `body` is problem details (RFC 9457), or anything that something in between sent. */
export const troubleOf = (status: number, body: unknown): Trouble => {
  const { what, advice } = byStatus(status);
  if (!isProblem(body))
    return { what, why: `The answer was ${status}, without a reason.`, advice, status, fields: {} };
  const fields = Object.fromEntries(
    (body.errors ?? []).flatMap(({ pointer, detail }) => (pointer ? [[pointer, detail]] : [])),
  );
  return body.reason !== undefined
    ? {
        what: 'This definition cannot be built.',
        why: body.reason,
        advice: body.suggestion ?? advice,
        status,
        fields,
      }
    : { what, why: body.detail, advice, status, fields };
};

/** Nothing answered at all. */
export const unreachable: Trouble = {
  what: 'The factory does not answer.',
  why: 'It has stopped, or the connection is broken.',
  advice: 'See that the factory runs (`npx factory serve`), then try again. Nothing is lost.',
  status: 0,
  fields: {},
};
