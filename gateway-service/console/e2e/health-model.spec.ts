import { expect, test } from '@playwright/test';
import { look, signIn } from './person';

test('another health model is tried out, applied and taken back', async ({ page }) => {
  await page.goto('/app/health-model');
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Health model' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Usage' })).toHaveValue('40 %');

  await page.getByRole('textbox', { name: 'Usage' }).fill('50');
  await expect(page.getByText('Together 110 %')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled();

  await page.getByRole('textbox', { name: 'Usage' }).fill('40');
  await page.getByText('Curves of Usage').click();
  const point = page.getByRole('slider', { name: 'Point 2 of how recent the last activity is' });
  const before = await point.getAttribute('aria-valuetext');
  const box = await point.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 6, (box?.y ?? 0) + 6);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 6, { steps: 4 });
  await page.mouse.up();
  await expect(point).not.toHaveAttribute('aria-valuetext', before ?? '');
  await point.press('ArrowDown');
  await look(page, 'health-model-curves');

  await page.getByRole('combobox', { name: 'Start from' }).click();
  await page.getByRole('option', { name: 'Product-led' }).click();
  await expect(page.getByRole('textbox', { name: 'Usage' })).toHaveValue('60 %');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByText(/customers would have another score/)).toBeVisible();
  await look(page, 'health-model');

  await page.getByRole('textbox', { name: 'Why' }).fill('Usage tells most');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Usage tells most')).toBeVisible();
  await page.getByRole('button', { name: 'Go back to version 1' }).click();
  await expect(page.getByText('Back to version 1')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Usage' })).toHaveValue('40 %');
});
