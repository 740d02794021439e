import { expect, it } from 'vitest';
import { canWrite, csvOf, headOf, records, withHeader } from './csv';
import { guess, headerOf, isEnough, repeated } from './mapping';

const bytes = (...parts: (string | number[])[]) => new Blob(parts.map((part) => (typeof part === 'string' ? new TextEncoder().encode(part) : Uint8Array.from(part))));

it('reads quotes, line ends of each kind, and no record that may go on', () => {
  expect(records('a,"b ""x"", y"\r\n"1\n2",3\rlast,row', ',', 9, true).map(({ cells }) => cells)).toEqual([['a', 'b "x", y'], ['1\n2', '3'], ['last', 'row']]);
  expect(records('a,b\nlast,row', ',', 9, false)).toHaveLength(1);
  expect(records('a,"b', ',', 9, true)).toEqual([]);
  expect(records('', ',', 9, true)).toEqual([]);
});

it('reads UTF-8 with and without a mark, and latin-1', async () => {
  const marked = await headOf(bytes([0xef, 0xbb, 0xbf], 'name;año\nCafé;1\n'));
  const latin = await headOf(bytes('name,a', [0xf1], 'o\nCaf', [0xe9], ',1\n'));

  expect(marked).toMatchObject({ encoding: 'utf-8', separator: ';', header: ['name', 'año'], rows: [['Café', '1']] });
  expect(latin).toMatchObject({ encoding: 'windows-1252', separator: ',', header: ['name', 'año'], rows: [['Café', '1']] });
});

it('does not take a character that is cut off for another encoding', async () => {
  const long = await headOf(bytes(`name\n${'x'.repeat(64 * 1024 - 6)}`, [0xc3, 0xa9], '\n'));
  expect(long?.encoding).toBe('utf-8');
  expect(long?.rows).toEqual([]);
});

it('finds no header in an empty file', async () => {
  expect(await headOf(bytes(''))).toBeNull();
});

it('puts another header before the same rows', async () => {
  const file = bytes('Firma,a', [0xf1], 'o,"x, y"\r\nCaf', [0xe9], ',1,2\r\n');
  const head = await headOf(file);
  if (!head) throw new Error('no header');
  const renamed = new Uint8Array(await withHeader(file, head, ['name', null, 'cf_ñ']).arrayBuffer());

  expect([...renamed]).toEqual([...new Uint8Array(await bytes('"name","a', [0xf1], 'o","cf_', [0xf1], '"\r\nCaf', [0xe9], ',1,2\r\n').arrayBuffer())]);
  expect(canWrite('cf_ñ', head)).toBe(true);
  expect(canWrite('cf_日', head)).toBe(false);
});

it('guesses what columns are, each once', () => {
  const fields = [{ key: 'seats', label: 'Licensed seats', type: 'NUMBER' as const, options: [] }];
  const targets = guess(['Company', 'Domain', 'licensed SEATS', 'CF_Plan', 'Account-Name', 'Colour'], fields);

  expect(targets).toEqual(['name', 'email_domain', 'cf_seats', 'cf_Plan', '', '']);
  expect(headerOf(targets)).toEqual(['name', 'email_domain', 'cf_seats', 'cf_Plan', 'segments', 'segments']);
});

it('knows what a header needs', () => {
  expect(isEnough(['email_domain'], 'create')).toBe(false);
  expect(isEnough(['name'], 'create_or_update')).toBe(true);
  expect(isEnough(['name'], 'update')).toBe(false);
  expect(isEnough(['id'], 'update')).toBe(true);
  expect(repeated(['name', '', '', 'arr', 'name'])).toEqual([4]);
});

it('writes a file in which no text is a formula', () => {
  expect(csvOf([[1, '=cmd()', 'say "no"'], [-2, 'a,b', '']])).toBe('"1","\'=cmd()","say ""no"""\r\n"-2","a,b",""\r\n');
});
