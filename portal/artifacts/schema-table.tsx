import { InlineCode } from './inline-code.tsx';
import type { SchemaRow } from './openapi-schema.ts';

/** The fields of a schema, inner ones indented. */
export const SchemaTable = ({ rows, label }: { rows: readonly SchemaRow[]; label: string }) => (
  <div class="scrolling" tabIndex={0} role="group" aria-label={label}>
    <table class="schema">
      <caption class="visually-hidden">{label}</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Type</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, depth, type, required, note }, index) => (
          <tr key={`${index} ${name}`}>
            <th scope="row" class={`schema-name schema-depth-${depth}`}>
              <code>{name}</code>
              {required && <span class="schema-required"> required</span>}
            </th>
            <td>{type}</td>
            <td>
              <InlineCode text={note} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
