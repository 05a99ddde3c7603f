import { useMemo, useState } from 'preact/hooks';

import { CodeView } from './code-view.tsx';
import { InlineCode } from './inline-code.tsx';
import { OpenApiOperation } from './openapi-operation.tsx';
import { apiDocument, type ApiDocument } from './openapi.ts';
import { parseDocument } from './parse-document.ts';

const Operations = ({ api }: { api: ApiDocument }) => {
  const tags = [...new Set(api.operations.map(({ tag }) => tag))];
  return (
    <>
      <p>
        <strong>{api.title}</strong> {api.version} · {api.operations.length}{' '}
        {api.operations.length === 1 ? 'operation' : 'operations'}
      </p>
      {api.description !== '' && (
        <p>
          <InlineCode text={api.description} />
        </p>
      )}
      {tags.map((tag) => (
        <section key={tag} class="api-tag">
          <h3>{tag === '' ? 'Operations without a tag' : tag}</h3>
          {api.operations
            .filter((operation) => operation.tag === tag)
            .map((operation) => (
              <OpenApiOperation key={`${operation.method} ${operation.path}`} operation={operation} />
            ))}
        </section>
      ))}
    </>
  );
};

type OpenApiProps = { text: string; language: string | undefined; path: string };

/** An OpenAPI document as its operations, or as it is written. One that cannot be read is shown as it is written. */
export const OpenApiView = ({ text, language, path }: OpenApiProps) => {
  const api = useMemo(() => apiDocument(parseDocument(text)), [text]);
  const [asText, setAsText] = useState(false);
  return (
    <div class="api">
      {api ? (
        <button type="button" class="plain-button" aria-pressed={asText} onClick={() => setAsText(!asText)}>
          As it is written
        </button>
      ) : (
        <p class="muted">This is not an OpenAPI document with operations.</p>
      )}
      {api && !asText ? <Operations api={api} /> : <CodeView text={text} language={language} label={path} />}
    </div>
  );
};
