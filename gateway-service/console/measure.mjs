// Compresses what is worth it, and refuses a first load of more than 250 KB.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const output = process.argv[2];
const most = 250 * 1024;
const sizes = new Map();
for (const name of readdirSync(output, { recursive: true })) {
  if (!/\.(html|js|css|svg)$/.test(name)) continue;
  const plain = readFileSync(join(output, name));
  const gzip = gzipSync(plain, { level: 9 });
  sizes.set('/app/' + name, Math.min(gzip.length, plain.length));
  if (gzip.length < plain.length) writeFileSync(join(output, name + '.gz'), gzip);
}
const page = readFileSync(join(output, 'index.html'), 'utf8');
const first = ['/app/index.html', ...[...page.matchAll(/(?:src|href)="(\/app\/assets\/[^"]+)"/g)].map((match) => match[1])];
const total = first.reduce((sum, name) => sum + sizes.get(name), 0);
console.log(`console: first load ${(total / 1024).toFixed(1)} KB gzipped`);
if (total > most) {
  console.error(`console: more than ${most / 1024} KB: load a part of it later`);
  process.exit(1);
}
