/** A time typed in the browser's zone as the API has it; undefined while it is none. */
export function instantOf(typed: string): string | undefined {
  const at = new Date(typed);
  return typed === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
