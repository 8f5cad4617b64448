// How many rows of a file are ticked, and how many hear of them: said beside the button as the ticks change.
export function sumTicks(form) {
  const digits = [...form.dataset.digits];
  const words = number => String(number).replace(/\d/g, digit => digits[digit]);
  const show = () => {
    const sums = { rows: 0, parties: 0, interpreters: 0 };
    const add = (rows, { parties, interpreters }) => {
      sums.rows += rows;
      sums.parties += Number(parties);
      sums.interpreters += Number(interpreters);
    };
    add(Number(form.dataset.more), form.dataset);
    for (const tick of form.querySelectorAll('input[name="take"]:checked')) add(1, tick.closest('li').dataset);
    for (const place of form.querySelectorAll('[data-sum]')) {
      place.textContent = words(sums[place.dataset.sum]);
      place.parentElement.hidden = false;
    }
  };
  form.addEventListener('change', show);
  // A browser that goes back keeps ticks, and sets them after the page's scripts.
  window.addEventListener('pageshow', show);
  show();
}
