/** A time typed in the browser's zone as the API has it; undefined while it is none. */
export function instantOf(typed: string): string | undefined {
  const at = new Date(typed);
  return typed === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** An instant as a `datetime-local` field has it, in the browser's zone. */
export function typedOf(instant: Date): string {
  return new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The same for the API's text; what is typed already, and what is no time, stays. */
export function typedAt(text: string): string {
  return /(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)) ? typedOf(new Date(text)) : text;
}
