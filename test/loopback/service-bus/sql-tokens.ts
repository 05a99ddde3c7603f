const TOKEN =
  /\s*(?:('(?:[^']|'')*')|(\d+(?:\.\d+)?)|([A-Za-z_][\w.]*|\[[^\]]+\])|(<>|!=|<=|>=|[=<>(),-]))/gy;

export type Token = { kind: 'text' | 'number' | 'word' | 'sign'; value: string };

/** Throws where the text has something else. */
export const tokensOf = (sql: string): Token[] => {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (sql.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex;
    const [, text, number, word, sign] = TOKEN.exec(sql) ?? [];
    if (text !== undefined) tokens.push({ kind: 'text', value: text.slice(1, -1).replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign });
    else throw new Error(`The filter '${sql}' is wrong at character ${at + 1}.`);
  }
  return tokens;
};
