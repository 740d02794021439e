import { expect, test } from '@playwright/test';
import { look, signIn } from './person';

test('another health model is tried out, applied and taken back', async ({ page }) => {
  await page.goto('/app/health-model');
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Health model' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'usage' })).toHaveValue('40 %');

  await page.getByRole('textbox', { name: 'usage' }).fill('50');
  await expect(page.getByText('Together 110 %')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled();

  await page.getByRole('combobox', { name: 'Start from' }).click();
  await page.getByRole('option', { name: 'Product-led' }).click();
  await expect(page.getByRole('textbox', { name: 'usage' })).toHaveValue('60 %');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByText(/customers would have another score/)).toBeVisible();
  await look(page, 'health-model');

  await page.getByRole('textbox', { name: 'Why' }).fill('Usage tells most');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Usage tells most')).toBeVisible();
  await page.getByRole('button', { name: 'Go back to version 1' }).click();
  await expect(page.getByText('Back to version 1')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'usage' })).toHaveValue('40 %');
});
