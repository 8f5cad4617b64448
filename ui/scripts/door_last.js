// The bar that names the walk-in that was added last, and takes it back. Its form is the one that the page came with.
export class LastWalkIn {
  constructor() {
    this.bar = document.getElementById('last-walk-in');
    this.input = this.bar.querySelector('input[name="registration"]');
  }

  // Its number, or its key while the server has given it none; '' where there is nothing to take back.
  get registration() {
    return this.input.value;
  }

  get name() {
    return this.bar.querySelector('.name').textContent;
  }

  set(registration, name, size = '') {
    this.bar.hidden = !registration;
    this.bar.querySelector('.name').textContent = name;
    this.bar.querySelector('.size').textContent = size;
    this.input.value = registration;
  }

  clear() {
    this.set('', '');
  }

  // As a page that was just loaded has it.
  adopt(page) {
    const bar = page.getElementById('last-walk-in');
    const [name, size] = ['.name', '.size'].map(part => bar.querySelector(part).textContent);
    this.set(bar.querySelector('input[name="registration"]').value, name, size);
  }
}
