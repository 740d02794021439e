import { expect, test } from '@playwright/test';
import { look, signIn } from './person';

test('the guide runs step by step from its page', async ({ page }) => {
  const refused: string[] = [];
  page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) refused.push(message.text()); });
  await page.goto('/app/developer');
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Developer' })).toBeVisible();
  await expect(page.getByText(`export LEALUP_BASE="${new URL(page.url()).origin}"`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run: Log two events' })).toBeDisabled();
  await look(page, 'developer');

  await page.getByRole('button', { name: 'Run: Verify the key' }).click();
  await expect(page.getByText('"type": "user"')).toBeVisible();
  await page.getByRole('button', { name: 'Run: Create a customer' }).click();
  await expect(page.getByText('"health_score": null')).toBeVisible();
  // Sent again it is the same customer.
  const answer = page.getByRole('region', { name: 'Answer' });
  const first = await answer.nth(1).textContent();
  await page.getByRole('button', { name: 'Run: Create a customer' }).click();
  await expect.poll(() => answer.nth(1).textContent()).toBe(first);
  await page.getByRole('button', { name: 'Run: Log two events' }).click();
  await expect(page.getByText('"accepted": 2')).toBeVisible();
  await expect(async () => {
    await page.getByRole('button', { name: 'Run: Query the health score' }).click();
    await expect(page.getByText('"score": 52')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByRole('button', { name: 'Run: See what happened' }).click();
  await expect(page.getByRole('region', { name: 'Answer' }).filter({ hasText: 'report_exported' })).toBeVisible();
  await look(page, 'developer-run');
  await page.getByRole('button', { name: 'Copy: Log two events' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('curl -X POST "$LEALUP_BASE/v1/events"');
  await page.getByRole('button', { name: 'Run: Clean up' }).click();
  await expect(page.getByText('Done: an answer without a body.')).toBeVisible();
  expect(refused).toEqual([]);
});

test('the page speaks Spanish', async ({ page }) => {
  await page.goto('/app/developer');
  await signIn(page);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Español' }).click();
  await expect(page.getByRole('heading', { name: 'Desarrollo' })).toBeVisible();
  for (const [link, name] of [['Segmentos', 'segments-es'], ['Campos propios', 'custom-fields-es'], ['Clientes', 'customers-es']] as const) {
    await page.getByRole('link', { name: link, exact: true }).click();
    await expect(page.getByRole('heading', { name: link })).toBeVisible();
    await look(page, name);
  }
});
