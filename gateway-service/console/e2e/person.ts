import { AxeBuilder } from '@axe-core/playwright';
import { type APIRequestContext, type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

export const email = process.env.LEALUP_EMAIL ?? '';
const password = process.env.LEALUP_PASSWORD ?? '';

/** What every build runs; the rest is for a long run. */
export const QUICK = { tag: '@quick' };

/** Whether nothing else runs: then no pictures are kept, and axe looks only where that is what a test is for. */
export const HASTE = process.env.LEALUP_QUICK === 'true';

export const headers = { Authorization: `Bearer ${process.env.LEALUP_KEY ?? ''}` };

/** What a program sends. A service that has just started may ask to be asked again; the key keeps it at one effect. */
export async function post(request: APIRequestContext, path: string, data: object, by = headers) {
  const key = { ...by, 'Idempotency-Key': crypto.randomUUID() };
  let answer = await request.post(path, { headers: key, data });
  // 409: what was answered 503 goes on, and its answer is kept for whoever asks again.
  const unanswered = async () => answer.status() === 503 || (answer.status() === 409 && (await answer.text()).includes('idempotency_in_progress'));
  for (let i = 0; i < 10 && (await unanswered()); i++) {
    await new Promise((again) => setTimeout(again, 1_000));
    answer = await request.post(path, { headers: key, data });
  }
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer;
}

/** A customer that a program has created. */
export async function customer(request: APIRequestContext, name: string): Promise<string> {
  const created = await post(request, '/v1/customers', { name, email_domain: `${crypto.randomUUID()}.example`, arr: 50000, owner_email: email });
  return ((await created.json()) as { id: string }).id;
}

export async function happens(request: APIRequestContext, customer_id: string, event_name: string) {
  await post(request, '/v1/events', { events: [{ customer_id, event_name, user_email: 'bo@acme.example', timestamp: new Date().toISOString() }] });
}

/** Reaches something by the tabulator key alone. */
export async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  for (let i = 0; i < 120; i++) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No tabulator key leads to ${String(target)}`);
}

/** That nothing is wider than the window. */
export async function fits(page: Page, name: string) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `${name} is ${over} px too wide`).toBeLessThanOrEqual(0);
}

export async function signIn(page: Page, who = email, secret = password) {
  await page.getByLabel('E-mail').fill(who);
  // By its type: beside it is a button that shows it.
  await page.locator('input[type=password]').fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

let session: Awaited<ReturnType<BrowserContext['cookies']>> = [];

/** Opens a page as the one who is signed in already, where a test before has signed in. */
export async function enter(page: Page, path: string) {
  await page.context().addCookies(session);
  await page.goto(path);
  const frame = page.getByRole('navigation', { name: 'Main' });
  await expect(frame.or(page.getByLabel('E-mail'))).toBeVisible();
  if (await frame.isVisible()) return;
  await signIn(page);
  await expect(frame).toBeVisible();
  session = await page.context().cookies();
}

/** That axe finds nothing that keeps people out. */
export async function accessible(page: Page, name: string) {
  // Without frames it need not open another page to collect what it found.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect.soft(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html.slice(0, 140)).join(' | ')}`)).toEqual([]);
}

/** Keeps a picture once nothing moves any more. */
export async function picture(page: Page, name: string) {
  if (HASTE) return;
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => (one.effect?.getComputedTiming().iterations === Infinity ? undefined : one.finished))));
  await page.screenshot({ path: `../target/screenshots/${name}.png` });
}

/** Keeps a picture, and lets axe look. */
export async function look(page: Page, name: string) {
  if (HASTE) return;
  await picture(page, name);
  await accessible(page, name);
}
