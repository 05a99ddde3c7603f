const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

const decoded = (part: string): object => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
  } catch {
    return {};
  }
};

const anotherFirst = (text: string): string => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;

/** Proofs made of a good one (`Bearer <JWT>`) that nobody may believe, by what was done to each. */
export const alteredTokens = (authorization: string): [what: string, authorization: string][] => {
  const [header = '', claims = '', signature = ''] = authorization.replace(/^Bearer /, '').split('.');
  const richer = encoded({ ...decoded(claims), sub: 'admin' });
  const unsigned = encoded({ alg: 'none', typ: 'JWT' });
  return [
    ['signature tampered with', `Bearer ${header}.${claims}.${anotherFirst(signature)}`],
    ['claims tampered with', `Bearer ${header}.${richer}.${signature}`],
    ['alg none', `Bearer ${unsigned}.${claims}.`],
    ['no token', 'Bearer nobody'],
  ];
};
