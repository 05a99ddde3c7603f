/** One JSON document on each line. */
export async function* ndjson(rows: AsyncIterable<object>): AsyncIterable<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}
