import { expect, test } from '@playwright/test';
import { customer, enter, happens, look, QUICK } from './person';

test('a timeline is told what happens, and asks where nobody tells it', QUICK, async ({ page, request }) => {
  const id = await customer(request, 'Live Corp (test)');
  await enter(page, `/app/customers/${id}`);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline.getByText('Live', { exact: true })).toBeVisible();

  // By itself it asks again only after half a minute.
  await happens(request, id, 'report_exported');
  await expect(timeline.getByText('report_exported')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Score \d+, / })).toBeVisible();
  await timeline.getByText('Scores').click();
  await expect(timeline.getByText('report_exported')).toHaveCount(0);
  await expect(timeline.getByText(/^Score – → /)).toBeVisible();
  await timeline.getByText('All', { exact: true }).click();
  await look(page, 'customer-live');

  await page.route('**/timeline/stream', (route) => route.abort());
  await page.reload();
  await expect(timeline.getByText('Asked every few seconds')).toBeVisible();
  await happens(request, id, 'dashboard_viewed');
  await expect(timeline.getByText('dashboard_viewed')).toBeVisible();
});
