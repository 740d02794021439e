import { expect, test } from '@playwright/test';
import { headers, post, signIn } from './person';

const MANY = Number(process.env.LEALUP_MANY ?? 3_000);
const AT_ONCE = 1_000;

test('a long list is scrolled to its end, and few of its rows are held', async ({ page, request }) => {
  test.setTimeout(600_000 + MANY * 10);
  for (let i = 0; i < MANY; i += AT_ONCE) {
    const job = await post(request, '/v1/customers/bulk-import', { customers: Array.from({ length: AT_ONCE }, (_, n) => ({ name: `Scrolled ${i + n} (test)` })), notify: false });
    const { job_id } = (await job.json()) as { job_id: string };
    await expect.poll(async () => ((await (await request.get(`/v1/jobs/${job_id}`, { headers })).json()) as { state: string }).state).toBe('completed');
  }
  await page.goto('/app/customers?q=scrolled&sort=name');
  await signIn(page);
  await expect(page.getByRole('status').filter({ hasText: 'shown' })).toBeVisible();

  const began = Date.now();
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect(page.getByRole('status').filter({ hasText: `${MANY} shown` })).toBeVisible({ timeout: 50 });
  }).toPass({ intervals: [10], timeout: 580_000 + MANY * 5 });
  console.log(`${MANY} rows in ${Date.now() - began} ms`);

  expect(await page.locator('tbody tr').count()).toBeLessThan(1_000 + MANY / 100);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(page.getByRole('link', { name: 'Scrolled 0 (test)' })).toBeInViewport();
});
