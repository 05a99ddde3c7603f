import { InlineCode } from './inline-code.tsx';
import type { ApiContent, ApiOperation, ApiResponse } from './openapi.ts';
import { SchemaTable } from './schema-table.tsx';

const Content = ({ content, label }: { content: ApiContent; label: string }) => (
  <div class="api-content">
    <p>
      <code>{content.mediaType}</code> {content.type}
    </p>
    {content.rows.length > 0 && <SchemaTable rows={content.rows} label={`${label}, ${content.mediaType}`} />}
  </div>
);

const Response = ({ response, name }: { response: ApiResponse; name: string }) => (
  <details class="api-response">
    <summary>
      <code>{response.status}</code> <InlineCode text={response.description} />
    </summary>
    {response.contents.map((content) => (
      <Content
        key={content.mediaType}
        content={content}
        label={`Fields of answer ${response.status} of ${name}`}
      />
    ))}
    {response.contents.length === 0 && <p class="muted">No content.</p>}
  </details>
);

const Parameters = ({ operation, name }: { operation: ApiOperation; name: string }) => (
  <>
    <h4>Parameters</h4>
    <SchemaTable
      label={`Parameters of ${name}`}
      rows={operation.parameters.map((parameter) => ({
        name: parameter.name,
        depth: 0,
        type: `${parameter.type}, in ${parameter.in}`,
        required: parameter.required,
        note: parameter.description,
      }))}
    />
  </>
);

const Body = ({ operation, name }: { operation: ApiOperation; name: string }) => (
  <>
    <h4>Request</h4>
    {operation.body.map((content) => (
      <Content key={content.mediaType} content={content} label={`Fields of the request of ${name}`} />
    ))}
  </>
);

/** One operation, closed at first. */
export const OpenApiOperation = ({ operation }: { operation: ApiOperation }) => {
  const name = `${operation.method} ${operation.path}`;
  return (
    <details class="api-operation">
      <summary>
        <span class={`api-method api-method-${operation.method.toLowerCase()}`}>{operation.method}</span>{' '}
        <code class="api-path">{operation.path}</code> <span class="api-summary">{operation.summary}</span>
      </summary>
      <div class="api-body">
        {operation.id !== '' && (
          <p>
            Operation <code>{operation.id}</code>
          </p>
        )}
        {operation.description !== '' && (
          <p>
            <InlineCode text={operation.description} />
          </p>
        )}
        <p>
          {operation.security.length > 0
            ? `Security: ${operation.security.join(', or ')}.`
            : 'Security: none is asked for by this document.'}
        </p>
        {operation.parameters.length > 0 && <Parameters operation={operation} name={name} />}
        {operation.body.length > 0 && <Body operation={operation} name={name} />}
        <h4>Answers</h4>
        {operation.responses.map((response) => (
          <Response key={response.status} response={response} name={name} />
        ))}
      </div>
    </details>
  );
};
