// Pages work without any of this.

// After a form came back with mistakes, a screen reader starts at the summary.
document.querySelector('[data-focus]')?.focus();

for (const button of document.querySelectorAll('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// "All dates" ticks each of them, and who takes one away takes it from all.
const all = document.querySelector('#all_dates');
const dates = [...document.querySelectorAll('#dates input[name="dates"]:not(:disabled)')];
if (all) {
  let before = new Set();
  all.addEventListener('change', () => {
    if (all.checked) before = new Set(dates.filter((date) => date.checked));
    for (const date of dates) date.checked = all.checked || before.has(date);
  });
  for (const date of dates) date.addEventListener('change', () => { if (!date.checked) all.checked = false; });
}

// A phone's own way of passing a link on.
for (const button of document.querySelectorAll('button[data-share]')) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    navigator.share({ title: document.title, url: button.dataset.share }).catch(() => {});
  });
}
