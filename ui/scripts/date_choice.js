// A choice for all dates of an activity ticks its boxes; a box that is ticked by itself takes the choice back.
export function tickTogether(form) {
  const boxesOf = select => select.closest('.activity').querySelectorAll('input[type=checkbox]');
  for (const select of form.querySelectorAll('[data-take]')) {
    select.addEventListener('change', () => {
      if (select.value) for (const box of boxesOf(select)) box.checked = select.value === 'all';
    });
    for (const box of boxesOf(select)) box.addEventListener('change', () => { select.value = ''; });
  }
}
