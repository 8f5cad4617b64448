// Pages work without any of this.

// After a form came back with mistakes, a screen reader starts at the summary.
document.querySelector('[data-focus]')?.focus();

for (const button of document.querySelectorAll('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// A phone's own way of passing a link on.
for (const button of document.querySelectorAll('button[data-share]')) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    navigator.share({ title: document.title, url: button.dataset.share }).catch(() => {});
  });
}
