import { ActionIcon, Group, Menu, Text, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useHotkeys, useNetwork } from '@mantine/hooks';
import { IconBook, IconCode, IconFilter, IconForms, IconHistory, IconHome, IconKey, IconLanguage, IconLogout, IconMailOff, IconMenu2, IconMoon, IconScale, IconSearch, IconSun, IconUserCog, IconUsers, IconWebhook } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import type { Session } from '../api/client';
import { useSpeech } from '../i18n';
import { Logo } from '../parts/Logo';
import { useIsOld } from '../parts/useIsOld';
import { useMay, useSignOut } from '../session';
import { Search } from './Search';

export function Shell({ person, children }: { person: Session['user']; children: ReactNode }) {
  const { t, language, choose } = useSpeech();
  const [searching, search] = useState(false);
  const [opened, openMenu] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => openMenu(false), [pathname]);
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true }); // to stop them would take a style in the page
  const signOut = useSignOut();
  const { online } = useNetwork();
  const old = useIsOld();
  const seesHealth = useMay('health:read');
  const seesCustomers = useMay('customers:read');
  const seesKeys = useMay('api_keys:read');
  const seesWebhooks = useMay('webhooks:read');
  const seesSegments = useMay('segments:read');
  const seesPeople = useMay('users:read');
  const seesAudit = useMay('audit:read');
  const isAdmin = useMay('admin:*');
  useHotkeys([['mod+K', () => search(true)]], []);
  return (
    <div className="frame">
      <a className="skip" href="#content">{t('skip')}</a>
      <header className={opened ? 'side opened' : 'side'}>
        <div className="brand">
          <Logo /> LealUp
          <ActionIcon className="menu" variant="subtle" color="gray" aria-label={t('menu')} aria-expanded={opened} onClick={() => openMenu(!opened)}><IconMenu2 size={19} /></ActionIcon>
        </div>
        {seesCustomers && (
          <button type="button" className="search-button" onClick={() => search(true)} aria-label={t('searchKeys')}>
            <IconSearch size={15} aria-hidden /> {t('search')} <kbd>⌘K</kbd>
          </button>
        )}
        <nav aria-label={t('main')}>
          {seesHealth && <NavLink to="/" end><IconHome size={16} aria-hidden /> {t('home')}</NavLink>}
          {seesCustomers && <NavLink to="/customers"><IconUsers size={16} aria-hidden /> {t('customers')}</NavLink>}
          {seesHealth && <NavLink to="/health-model"><IconScale size={16} aria-hidden /> {t('healthModel')}</NavLink>}
          <p className="group">{t('admin')} · {t('api')}</p>
          <NavLink to="/developer"><IconCode size={16} aria-hidden /> {t('developer')}</NavLink>
          {seesKeys && <NavLink to="/admin/api-keys"><IconKey size={16} aria-hidden /> {t('apiKeys')}</NavLink>}
          {seesWebhooks && <NavLink to="/admin/webhooks"><IconWebhook size={16} aria-hidden /> {t('webhooks')}</NavLink>}
          {(seesCustomers || seesSegments || seesPeople || seesAudit) && <p className="group">{t('admin')}</p>}
          {seesSegments && <NavLink to="/admin/segments"><IconFilter size={16} aria-hidden /> {t('segments')}</NavLink>}
          {seesCustomers && <NavLink to="/admin/custom-fields"><IconForms size={16} aria-hidden /> {t('customFields')}</NavLink>}
          {seesPeople && <NavLink to="/admin/users"><IconUserCog size={16} aria-hidden /> {t('people')}</NavLink>}
          {seesAudit && <NavLink to="/admin/audit-log"><IconHistory size={16} aria-hidden /> {t('audit')}</NavLink>}
          {isAdmin && <NavLink to="/admin/dead-letters"><IconMailOff size={16} aria-hidden /> {t('deadLetters')}</NavLink>}
          <a href="/docs"><IconBook size={16} aria-hidden /> {t('docs')}</a>
        </nav>
        <Group gap={4} justify="space-between" wrap="nowrap">
          <Menu position="top-start" withinPortal>
            <Menu.Target>
              <UnstyledButton px={8} maw={130}>
                <Text size="sm" fw={600} truncate>{person.name || person.email}</Text>
                <Text size="xs" className="soft" truncate>{t(`r_${person.role}`)}</Text>
              </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{person.email}</Menu.Label>
              <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => void signOut()}>{t('signOut')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <Group gap={2} wrap="nowrap">
            <Menu withinPortal>
              <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('language')}><IconLanguage size={17} /></ActionIcon></Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => choose('en')} lang="en" fw={language === 'en' ? 700 : 400}>English</Menu.Item>
                <Menu.Item onClick={() => choose('es')} lang="es" fw={language === 'es' ? 700 : 400}>Español</Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <ActionIcon variant="subtle" color="gray" aria-label={t('theme')} onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}>
              {scheme === 'dark' ? <IconSun size={17} /> : <IconMoon size={17} />}
            </ActionIcon>
          </Group>
        </Group>
      </header>
      <div>
        {(!online || old) && <div className="offline" role="status">{t(online ? 'stillWaiting' : 'offline')}</div>}
        <main className="content" id="content" tabIndex={-1}>{children}</main>
      </div>
      {searching && <Search close={() => search(false)} />}
    </div>
  );
}
