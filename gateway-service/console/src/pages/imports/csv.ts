/** How much of a file is read here: enough for its header and some rows. */
const PEEKED = 64 * 1024;
const MOST_ROWS = 20;

/** What a file begins with. Cells are kept as their bytes too, each a character: what is not changed stays as it is. */
export type Head = { encoding: 'utf-8' | 'windows-1252'; separator: ',' | ';'; header: string[]; raw: string[]; rows: string[][]; begin: number; end: number };

type Cells = { cells: string[]; end: number };

/** The records that a text begins with; the last one only if it is known to be whole. */
export function records(text: string, separator: string, most: number, whole: boolean): Cells[] {
  const found: Cells[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let at = 0;
  const close = () => { cells.push(cell); cell = ''; };
  for (; at < text.length && found.length < most; at++) {
    const c = text.charAt(at);
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text.charAt(at + 1) === '"') { cell += '"'; at++; }
      else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === separator) close();
    else if (c === '\n' || c === '\r') {
      close();
      found.push({ cells, end: at });
      cells = [];
      if (c === '\r' && text.charAt(at + 1) === '\n') at++;
    } else cell += c;
  }
  if (found.length < most && whole && !quoted && (cell !== '' || cells.length > 0)) { close(); found.push({ cells, end: at }); }
  return found.filter(({ cells: all }) => all.length > 1 || all[0] !== '');
}

const binary = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const bytesOf = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

function encodingOf(bytes: Uint8Array): Head['encoding'] {
  try {
    // What is cut off at the end is no mistake.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The semicolon if the header has more of them than commas, as the API decides it. */
function separatorOf(text: string): Head['separator'] {
  const count = (separator: string) => (records(text, separator, 1, true)[0]?.cells.length ?? 0);
  return count(';') > count(',') ? ';' : ',';
}

/** Reads the beginning of a CSV file; null if it has no header that ends there. */
export async function headOf(file: Blob): Promise<Head | null> {
  const bytes = new Uint8Array(await file.slice(0, PEEKED).arrayBuffer());
  const begin = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = binary(bytes.subarray(begin));
  const encoding = encodingOf(bytes);
  const separator = separatorOf(text);
  const decoder = new TextDecoder(encoding);
  const read = (cell: string) => decoder.decode(bytesOf(cell));
  const [first, ...rows] = records(text, separator, MOST_ROWS + 1, file.size <= PEEKED);
  if (!first) return null;
  return { encoding, separator, header: first.cells.map((cell) => read(cell).trim()), raw: first.cells, rows: rows.map(({ cells }) => cells.map(read)), begin, end: begin + first.end };
}

/** Whether a name can be written in the file's encoding. */
export function canWrite(name: string, { encoding }: Pick<Head, 'encoding'>): boolean {
  return encoding === 'utf-8' || /^[\u0020-\u007e\u00a0-\u00ff]*$/.test(name);
}

/** The same file under another header: its rows are not touched, however many they are. Null leaves a name as it is. */
export function withHeader(file: Blob, head: Head, names: (string | null)[]): Blob {
  const encode = (name: string) => (head.encoding === 'utf-8' ? binary(new TextEncoder().encode(name)) : name);
  const cells = head.raw.map((raw, i) => { const name = names[i]; return typeof name === 'string' ? encode(name) : raw; });
  const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(head.separator);
  return new Blob([bytesOf(line), file.slice(head.end)], { type: 'text/csv' });
}

/** Rows as a CSV file, which a spreadsheet opens and takes nothing in for a formula. */
export function csvOf(rows: (string | number)[][]): string {
  const cell = (value: string | number) => {
    const text = String(value);
    return `"${(typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
