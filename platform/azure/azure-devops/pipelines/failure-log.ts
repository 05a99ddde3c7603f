import { stripVTControlCharacters } from 'node:util';

import { z } from 'zod';

import { redactSecrets } from '../../../../factory/domain/secrets.ts';
import { bodyAs, listOf, type DevOpsRest } from '../azure-devops-rest.ts';
import type { DevOpsPlace } from '../devops-place.ts';
import { buildPath } from './build.ts';

/** Lines from the end of a log, and characters of all that is told. */
const LINES = 150;
const CHARACTERS = 16_000;

/** `2026-11-23T10:00:00.0000000Z ` before every line. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z /gm;

const logSchema = z.object({ id: z.number().int(), lineCount: z.number().int().nullish() });

/** A log comes as text, or as a JSON list of lines. */
const textOf = (text: string): string => {
  if (!text.startsWith('{')) return text;
  try {
    return listOf(z.string()).parse(JSON.parse(text)).value.join('\n');
  } catch {
    return text;
  }
};

/** The last lines of logs of a run, without secrets, colours and times. */
export const readFailureLog = async (
  rest: DevOpsRest,
  place: DevOpsPlace,
  build: number,
  logs: readonly number[],
): Promise<string> => {
  if (logs.length === 0) return '';
  const listed = await rest({ method: 'GET', path: buildPath(place, build, 'logs'), expected: [404] });
  const counts =
    listed.status === 404
      ? new Map<number, number>()
      : new Map(bodyAs(listOf(logSchema), listed).value.map(({ id, lineCount }) => [id, lineCount ?? 0]));
  const texts: string[] = [];
  for (const id of logs.slice(0, 5)) {
    const startLine = Math.max(0, (counts.get(id) ?? 0) - LINES);
    const answer = await rest({
      method: 'GET',
      path: buildPath(place, build, 'logs', id),
      query: { startLine },
      headers: { accept: 'text/plain' },
      expected: [404],
    });
    if (answer.status < 300) texts.push(textOf(answer.text).replaceAll(TIMESTAMP, ''));
  }
  return redactSecrets(stripVTControlCharacters(texts.join('\n\n'))).slice(-CHARACTERS);
};
