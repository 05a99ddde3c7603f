export type ServerSentEvent = { id: string; data: string };

const COMPLETE = /\r\n\r\n|\n\n|\r\r/;

const fieldsOf = (block: string): { id: string; data: string | undefined } => {
  let id = '';
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (name === 'id') id = value;
    if (name === 'data') data.push(value);
  }
  return { id, data: data.length > 0 ? data.join('\n') : undefined };
};

/** Reads server-sent events from text in whatever pieces it comes; a piece answers the events that it completes. */
export const createSseParser = (): ((text: string) => ServerSentEvent[]) => {
  let rest = '';
  return (text) => {
    const blocks = (rest + text).split(COMPLETE);
    rest = blocks.pop() ?? '';
    return blocks.map(fieldsOf).flatMap(({ id, data }) => (data === undefined ? [] : [{ id, data }]));
  };
};
