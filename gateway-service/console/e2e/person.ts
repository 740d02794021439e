import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const email = process.env.LEALUP_EMAIL ?? '';
const password = process.env.LEALUP_PASSWORD ?? '';

export async function signIn(page: Page, who = email, secret = password) {
  await page.getByLabel('E-mail').fill(who);
  // By its type: beside it is a button that shows it.
  await page.locator('input[type=password]').fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Keeps a picture, and lets axe look for what keeps people out. */
export async function look(page: Page, name: string) {
  await page.waitForTimeout(400); // transitions of the component library
  await page.screenshot({ path: `../target/screenshots/${name}.png` });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect.soft(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html.slice(0, 140)).join(' | ')}`)).toEqual([]);
}
