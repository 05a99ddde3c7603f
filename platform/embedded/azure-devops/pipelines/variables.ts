const MACRO = /\$\(([\w. -]+)\)/g;

/** Variables of a running job. Names are compared without case, as Azure Pipelines does. */
export class Variables {
  private readonly entries = new Map<string, { name: string; value: string }>();

  constructor(initial: Readonly<Record<string, string>> = {}) {
    for (const [name, value] of Object.entries(initial)) this.set(name, value);
  }

  get(name: string): string | undefined {
    return this.entries.get(name.toLowerCase())?.value;
  }

  set(name: string, value: string): void {
    this.entries.set(name.toLowerCase(), { name, value });
  }

  /** Replaces `$(name)`; a name without a value stays as it is written. */
  expand(text: string): string {
    return text.replaceAll(MACRO, (macro, name: string) => this.get(name) ?? macro);
  }

  /** As scripts see them: upper case, everything but letters and digits as `_`. */
  environment(): Record<string, string> {
    return Object.fromEntries(
      [...this.entries.values()].map(({ name, value }) => [
        name.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_'),
        value,
      ]),
    );
  }
}
