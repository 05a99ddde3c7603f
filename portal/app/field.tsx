export type FieldProps<N extends string> = {
  name: N;
  label: string;
  hint: string;
  value: string;
  error: string | undefined;
  onInput: (name: N, value: string) => void;
  lines?: number;
  required?: boolean;
  maxLength?: number;
  placeholder?: string;
  onSend?: () => void;
  /** Shown to nobody. */
  secret?: boolean;
};

/** A labelled field with its hint and what is wrong with it. Ctrl+Enter (⌘+Enter) in a text of several lines sends the form. */
export const Field = <N extends string>({
  name,
  label,
  hint,
  value,
  error,
  onInput,
  lines,
  required,
  maxLength,
  placeholder,
  onSend,
  secret,
}: FieldProps<N>) => {
  const common = {
    id: `field-${name}`,
    name,
    value,
    required,
    maxLength,
    placeholder,
    'aria-invalid': error !== undefined,
    'aria-describedby': error === undefined ? `hint-${name}` : `error-${name} hint-${name}`,
  };
  return (
    <div class="field">
      <label for={common.id}>
        {label}
        {!required && <span class="muted"> (optional)</span>}
      </label>
      {secret && (
        <input
          {...common}
          type="password"
          autoComplete="off"
          onInput={(event) => onInput(name, event.currentTarget.value)}
        />
      )}
      {!secret && lines === undefined && (
        <input {...common} type="text" onInput={(event) => onInput(name, event.currentTarget.value)} />
      )}
      {!secret && lines !== undefined && (
        <textarea
          {...common}
          rows={lines}
          onInput={(event) => onInput(name, event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend?.();
          }}
        />
      )}
      {error !== undefined && (
        <p class="field-error" id={`error-${name}`}>
          {error}
        </p>
      )}
      <p class="field-hint" id={`hint-${name}`}>
        {hint}
      </p>
    </div>
  );
};
