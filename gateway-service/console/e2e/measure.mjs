// Prints what the console costs its users: bytes of a first load, time until it can be used, and from an event to its row.
// LEALUP_BASE, LEALUP_EMAIL, LEALUP_PASSWORD and LEALUP_KEY say where and who: see run.sh. Nothing is asserted: machines differ.
import { chromium } from '@playwright/test';

const base = process.env.LEALUP_BASE ?? 'http://127.0.0.1:8080';
const key = { Authorization: `Bearer ${process.env.LEALUP_KEY ?? ''}` };
const TIMES = Number(process.env.LEALUP_TIMES ?? 9);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const middle = (all) => all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)];
const spread = (all) => `median ${Math.round(middle(all))} ms, least ${Math.round(Math.min(...all))}, most ${Math.round(Math.max(...all))}, of ${all.length}`;

async function send(path, data) {
  const answer = await fetch(base + path, { method: 'POST', headers: { ...key, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }, body: JSON.stringify(data) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function signIn(page) {
  await page.goto(`${base}/app`);
  await page.getByLabel('E-mail').fill(process.env.LEALUP_EMAIL ?? '');
  await page.locator('input[type=password]').fill(process.env.LEALUP_PASSWORD ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
}

// A first visit has nothing in its cache: a new context for each. It can be used once its field takes what is typed.
const usable = [];
const bytes = [];
for (let i = 0; i < TIMES; i++) {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  let sum = 0;
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  network.on('Network.loadingFinished', ({ encodedDataLength }) => { sum += encodedDataLength; });
  const began = performance.now();
  await page.goto(`${base}/app`, { waitUntil: 'commit' });
  await page.locator('input[autofocus], input').first().waitFor();
  await page.keyboard.type('a');
  await page.waitForFunction(() => document.querySelector('input')?.value === 'a');
  usable.push(performance.now() - began);
  await page.waitForLoadState('networkidle');
  bytes.push(sum);
  await context.close();
}
console.log(`first load: ${(middle(bytes) / 1024).toFixed(1)} KB over the wire, headers and the question about the session included`);
console.log(`first load: can be used after ${spread(usable)}`);

const context = await browser.newContext({ locale: 'en-US' });
const page = await context.newPage();
await signIn(page);
const again = [];
for (let i = 0; i < TIMES; i++) {
  const began = performance.now();
  await page.goto(`${base}/app`, { waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  again.push(performance.now() - began);
}
console.log(`home, signed in: there after ${spread(again)}`);

const { id } = await send('/v1/customers', { name: 'Measured Corp (test)', email_domain: `${crypto.randomUUID()}.example` });
await page.goto(`${base}/app/customers/${id}`);
await page.getByText('Live', { exact: true }).waitFor();
const rows = [];
for (let i = 0; i < 2 * TIMES; i++) {
  const event_name = `measured_${i}`;
  const began = performance.now();
  await send('/v1/events', { events: [{ customer_id: id, event_name, timestamp: new Date().toISOString() }] });
  await page.getByText(event_name, { exact: true }).waitFor();
  rows.push(performance.now() - began);
}
console.log(`an event, from before it is sent until its row is there: ${spread(rows)}`);
await browser.close();
