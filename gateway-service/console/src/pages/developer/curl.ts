import type { Call } from './GuideStep';

/** A text within single quotes of a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request for a shell in which the guide's variables are set. */
export function curl({ method, path, headers = {}, body }: Pick<Call, 'method' | 'path' | 'headers' | 'body'>): string {
  const all = { ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers };
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"$LEALUP_BASE${path}"`,
    '  -H "Authorization: Bearer $LEALUP_KEY"',
    ...Object.entries(all).map(([name, value]) => `  -H "${name}: ${value}"`),
    ...(body ? [`  -d ${quoted(JSON.stringify(body, null, 2))}`] : []),
  ].join(' \\\n');
}
