/**
 * What Durable Functions on the Durable Task Scheduler takes, so that what passes here passes there. Sizes are bytes of
 * UTF-8 JSON.
 */
export const MAX_PAYLOAD_BYTES = 1024 * 1024;
export const MAX_CUSTOM_STATUS_BYTES = 16 * 1024;
/** Characters of an error's text: the Azure extension hangs on an exception over 64 KB. */
const MAX_ERROR_CHARACTERS = 8_000;

/** What a URL's path segment takes unescaped: the SDK puts the id into a URL as it is. */
const instanceIdGrammar = /^[A-Za-z0-9\-._~!$&'()*+,;=:@]{1,100}$/;

/** Why an instance id is refused; `undefined` when it is fine. */
export const instanceIdProblem = (id: string): string | undefined => {
  if (instanceIdGrammar.test(id) && id !== '.' && id !== '..' && !id.startsWith('@')) return undefined;
  return `Instance id ${JSON.stringify(id.slice(0, 120))} is refused: 1 to 100 of the characters A-Z a-z 0-9 - . _ ~ ! $ & ' ( ) * + , ; = : @, not starting with '@', not '.' or '..'.`;
};

/** Why a payload is refused; `undefined` when it is fine. */
export const payloadProblem = (
  what: string,
  json: string | null | undefined,
  limit: number = MAX_PAYLOAD_BYTES,
): string | undefined => {
  const bytes = Buffer.byteLength(json ?? '');
  if (bytes <= limit) return undefined;
  return `${what} has ${bytes} bytes, the limit is ${limit}: pass a reference to the artifact store instead.`;
};

export const shortened = (text: string): string =>
  text.length <= MAX_ERROR_CHARACTERS ? text : `${text.slice(0, MAX_ERROR_CHARACTERS)}…`;
