// Whether the form for somebody who came unannounced can be sent; what is wrong is said at its fields.
import { readAges, unreadAges } from './door_ages.js';

function wrongWithAges(typed, persons, root, words) {
  const unread = unreadAges(typed);
  if (unread.length) return root.dataset.unread.replace('{text}', unread.join(', '));
  const ages = readAges(typed);
  if (ages.some(age => age > 17)) return words.child_age;
  return ages.length > persons ? words.too_many : '';
}

export function isRight(form, root, words) {
  const { persons, child_ages: ages } = form.elements;
  const count = Number(persons.value);
  const isCount = Number.isInteger(count) && count >= 1 && count <= 60;
  persons.setCustomValidity(isCount ? '' : words.out_of_range);
  ages?.setCustomValidity(wrongWithAges(ages.value, count, root, words));
  return form.reportValidity();
}
