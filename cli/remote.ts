import { CliError } from './cli-error.ts';
import { usageError } from './command-line/usage-error.ts';

/** A factory that runs elsewhere, and what shows it who calls. */
export type Remote = { url: string; headers: Record<string, string> };

const isHere = ({ hostname }: URL): boolean => ['127.0.0.1', 'localhost'].includes(hostname);

const addressOf = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere(url));
  if (!url || !isSafe || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw usageError(
      '--url is not the address of a factory.',
      'It must begin with https:// (http:// for this machine) and hold no user, password, query or fragment.',
    );
  return url.href;
};

/**
 * The factory that `--url` names, with a token or an access key from the environment: never from the command line, which other
 * processes can see. Throws `CliError`.
 */
export const remoteOf = (text: string, environment: Readonly<Record<string, string | undefined>>): Remote => {
  const url = addressOf(text);
  const token = environment['FACTORY_TOKEN'] ?? '';
  const key = environment['FACTORY_KEY'] ?? '';
  if (token !== '' && key !== '')
    throw new CliError(
      'There are a token and an access key.',
      'FACTORY_TOKEN and FACTORY_KEY are both set; the factory takes one of them.',
      'Unset one.',
    );
  if (/[^\x21-\x7e]/.test(token + key))
    throw new CliError(
      'The token or the access key is not one.',
      'It holds a blank or a character that neither has.',
      'Set FACTORY_TOKEN or FACTORY_KEY anew.',
    );
  if (token !== '') return { url, headers: { authorization: `Bearer ${token}` } };
  return { url, headers: key === '' ? {} : { 'x-api-key': key } };
};
