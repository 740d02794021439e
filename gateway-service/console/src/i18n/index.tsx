import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { en, type Word } from './en';
import { es } from './es';

const LANGUAGES = { en, es };
export type Language = keyof typeof LANGUAGES;

/** The word with its gaps filled. */
export function fill(text: string, gaps: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(gaps[name] ?? whole));
}

function preferred(): Language {
  const kept = localStorage.getItem('lealup-language');
  if (kept === 'en' || kept === 'es') return kept;
  return navigator.language.startsWith('es') ? 'es' : 'en';
}

function speak(language: Language) {
  const money = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return {
    language,
    t: (word: Word, gaps?: Record<string, string | number>) => fill(LANGUAGES[language][word], gaps),
    money: (amount: number) => money.format(amount),
    share: (part: number) => share.format(part),
    time: (instant: string) => time.format(new Date(instant)),
    day: (date: string) => day.format(new Date(date)),
  };
}

type Speech = ReturnType<typeof speak> & { choose: (language: Language) => void };
const Speaking = createContext<Speech>({ ...speak('en'), choose: () => undefined });

export function Speech({ children }: { children: ReactNode }) {
  const [language, choose] = useState(preferred);
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem('lealup-language', language);
  }, [language]);
  const speech = useMemo(() => ({ ...speak(language), choose }), [language]);
  return <Speaking.Provider value={speech}>{children}</Speaking.Provider>;
}

export const useSpeech = () => useContext(Speaking);
