import { expect, test } from '@playwright/test';
import { look, signIn } from './person';

test('a segment is built, tried out and used', async ({ page }) => {
  const refused: string[] = [];
  page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) refused.push(message.text()); });
  await page.goto('/app/customers');
  await signIn(page);
  for (const [name, arr] of [['Initech (test)', '91000000'], ['Hooli (test)', '10000']] as const) {
    await page.getByRole('button', { name: 'New customer' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('dialog').getByRole('textbox', { name: 'ARR' }).fill(arr);
    await page.getByRole('button', { name: 'Create customer' }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await page.getByRole('link', { name: 'Customers', exact: true }).click();
  }

  await page.getByRole('link', { name: 'Segments' }).click();
  await expect(page.getByText('No segments yet')).toBeVisible();
  await page.getByRole('link', { name: 'New segment' }).click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await page.getByRole('textbox', { name: 'Name' }).fill('Big, no renewal');
  await expect(page.getByRole('button', { name: 'Create segment' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Value' }).fill('90000000');
  await expect(preview.getByText('Customers now: 1')).toBeVisible();
  await expect(preview.getByRole('link', { name: 'Initech (test)' })).toBeVisible();
  await look(page, 'segment-new');

  // By keyboard: another condition, whose field has the focus.
  await page.getByRole('button', { name: 'Add condition' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Field' }).nth(1)).toBeFocused();
  await page.keyboard.type('Renewal');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Field' }).nth(1)).toHaveValue('Renewal');
  await page.getByRole('combobox', { name: 'Comparison' }).nth(1).click();
  await page.getByRole('option', { name: 'is empty' }).click();
  await page.getByRole('button', { name: 'Add group' }).click();
  const inner = page.getByRole('group', { name: 'Group' });
  await inner.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'Domain' }).click();
  await inner.getByRole('combobox', { name: 'Comparison' }).click();
  await page.getByRole('option', { name: 'is', exact: true }).click();
  await inner.getByRole('textbox', { name: 'Value' }).fill('not a domain');
  // What the API refuses stands at its part.
  await expect(inner.getByRole('textbox', { name: 'Value' })).toHaveAttribute('aria-invalid', 'true');
  await look(page, 'segment-refused');
  await inner.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'Status', exact: true }).click();
  await inner.getByRole('combobox', { name: 'Comparison' }).click();
  await page.getByRole('option', { name: 'is one of' }).click();
  await inner.getByRole('combobox', { name: 'Value' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: 'Churned' }).click();
  await page.getByRole('option', { name: 'Paused' }).click();
  await page.keyboard.press('Escape');
  await inner.getByRole('checkbox', { name: 'Not' }).first().check();
  await expect(page.getByText('ARR is at least 90000000 and Renewal is empty and not (Status is one of Churned, Paused)')).toBeVisible();
  await expect(preview.getByText('Customers now: 1')).toBeVisible();
  await look(page, 'segment');
  await page.getByRole('button', { name: 'Create segment' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Big, no renewal' }).getByText('1', { exact: true })).toBeVisible();
  await look(page, 'segments');

  await page.getByRole('link', { name: 'Big, no renewal', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Initech (test)' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Hooli (test)' })).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Segment' })).toHaveValue('Big, no renewal');

  await page.getByRole('link', { name: 'Segments' }).click();
  await page.getByRole('link', { name: 'Edit Big, no renewal' }).click();
  await expect(page.getByRole('group', { name: 'Group' }).getByText('Churned')).toBeVisible();
  await page.getByRole('button', { name: 'Remove group' }).click();
  await expect(page.getByRole('group', { name: 'Group' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('ARR is at least 90000000 and Renewal is empty', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Delete Big, no renewal' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No segments yet')).toBeVisible();
  expect(refused).toEqual([]);
});
