// The page is complete without this. Here: filter operations by words, copy examples.
'use strict';
(() => {
  const operations = [...document.querySelectorAll('.operation')].map(section => ({
    section,
    words: section.textContent.toLowerCase(),
    link: document.querySelector(`nav a[href="#${section.id}"]`)?.parentElement,
  }));
  const groups = [...document.querySelectorAll('nav details')];
  const chapters = [...document.querySelectorAll('.chapter')];
  const none = document.querySelector('.none');
  const filter = document.getElementById('filter');

  const show = () => {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { section, words, link } of operations) {
      const hit = wanted.every(word => words.includes(word));
      section.hidden = !hit;
      if (link) link.hidden = !hit;
      if (hit) found++;
    }
    for (const group of groups) group.hidden = !group.querySelector('li:not([hidden])');
    for (const chapter of chapters) chapter.hidden = !chapter.querySelector('.operation:not([hidden])');
    none.hidden = found > 0;
  };
  filter.parentElement.hidden = false;
  filter.addEventListener('input', show);
  document.addEventListener('keydown', event => {
    if (event.key === '/' && document.activeElement !== filter) {
      event.preventDefault();
      filter.focus();
    }
    if (event.key === 'Escape' && document.activeElement === filter) {
      filter.value = '';
      show();
    }
  });
  // A link to an operation that the filter hides leads to it all the same.
  addEventListener('hashchange', () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.hidden) {
      filter.value = '';
      show();
      target.scrollIntoView();
    }
  });

  if (navigator.clipboard) {
    for (const pre of document.querySelectorAll('pre')) {
      const text = pre.textContent;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy';
      button.textContent = 'Copy';
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(text);
        button.textContent = 'Copied';
        setTimeout(() => { button.textContent = 'Copy'; }, 1500);
      });
      pre.append(button);
    }
  }
})();
