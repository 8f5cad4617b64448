// The list of persons as it stands on the page, and the counts above it.
import { readAges } from './door_ages.js';

const byId = id => document.getElementById(id);

export class List {
  constructor(root) {
    this.root = root;
    this.words = {};
    for (const word of document.querySelectorAll('#door-words [data-word]')) {
      this.words[word.dataset.word] = word.textContent;
    }
  }

  number(count) {
    const digits = [...this.root.dataset.digits];
    return String(count).replace(/\d/g, digit => digits[digit]);
  }

  person(id) {
    return byId(`person-${id}`);
  }

  nameOf(person) {
    return person?.querySelector('.name')?.textContent ?? '';
  }

  show(person, presence) {
    person.dataset.presence = presence;
    person.querySelector('.state').textContent = this.words[presence];
    for (const button of person.querySelectorAll('.door-presence button')) {
      button.setAttribute('aria-pressed', String(button.value === presence));
    }
    this.#offerEverybody(person.closest('.door-party'));
  }

  // The button for the whole party, where somebody of it is not marked as here yet.
  #offerEverybody(party) {
    const everybody = party.querySelector('.everybody');
    if (!everybody) return;
    const persons = [...party.querySelectorAll('.door-person')];
    const focused = everybody.contains(document.activeElement);
    everybody.hidden = persons.every(person => person.dataset.presence === 'present');
    if (focused && everybody.hidden) persons[0].querySelector('.door-presence button').focus({ preventScroll: true });
  }

  // As the server counts: those with a place, and whoever else is here.
  count() {
    const sums = { here: 0, expected: 0, 'children-here': 0, 'children-expected': 0 };
    for (const person of document.querySelectorAll('#door-lists .door-person')) {
      const here = person.dataset.presence === 'present' ? 1 : 0;
      const expected = person.closest('.door-party').dataset.status === 'confirmed' ? 1 : here;
      sums.here += here;
      sums.expected += expected;
      if (!person.dataset.child) continue;
      sums['children-here'] += here;
      sums['children-expected'] += expected;
    }
    for (const [id, sum] of Object.entries(sums)) byId(id).textContent = this.number(sum);
    byId('children').hidden = sums['children-expected'] === 0;
    byId('nobody').hidden = document.querySelector('#parties .door-party') !== null;
  }

  // As they are shown.
  counts() {
    const shown = id => byId(id).textContent;
    return { here: shown('here'), expected: shown('expected'), hasChildren: !byId('children').hidden,
             childrenHere: shown('children-here'), childrenExpected: shown('children-expected') };
  }

  // A party that only this device knows of, at the end of the list.
  addPending(key, fields) {
    if (byId(`registration-${key}`)) return;
    const party = byId('new-party').content.cloneNode(true).querySelector('.door-party');
    const ages = readAges(fields.child_ages ?? '');
    const size = Number(fields.persons);
    const persons = party.querySelector('.door-persons');
    const pattern = persons.firstElementChild;
    persons.replaceChildren(...Array.from({ length: size }, () => pattern.cloneNode(true)));
    [...persons.children].forEach((person, index) => {
      const age = ages[index - (size - ages.length)];
      this.#fill(person, this.#nameFor(fields, index), age);
    });
    party.querySelector('.party-name').textContent = fields.name || this.words.nameless;
    party.querySelector('.party-size').textContent = this.number(size);
    party.querySelector('.everybody')?.remove();
    if (size === 1) party.querySelector('.door-contact').remove();
    this.#identify(party, key, Array.from({ length: size }, (_, index) => `${key}-${index}`));
    party.dataset.pending = key;
    byId('parties').append(party);
  }

  // The server has given it numbers.
  settlePending(key, registration, persons) {
    const party = byId(`registration-${key}`);
    if (!party) return;
    if (byId(`registration-${registration}`)) return party.remove();
    delete party.dataset.pending;
    this.#identify(party, registration, persons);
  }

  remove(registration) {
    byId(`registration-${registration}`)?.remove();
  }

  #nameFor(fields, index) {
    if (index === 0) return fields.name || this.words.nameless;
    return this.root.dataset.personNumber.replace('{number}', this.number(index + 1));
  }

  #fill(person, name, age) {
    for (const part of person.querySelectorAll('.name')) part.textContent = name;
    if (age === undefined) return;
    person.dataset.child = 'yes';
    const chip = document.createElement('span');
    chip.className = 'chip child';
    chip.textContent = this.root.dataset.child.replace('{age}', this.number(age));
    person.querySelector('.state').before(chip, ' ');
  }

  #identify(party, registration, persons) {
    party.id = `registration-${registration}`;
    party.dataset.registration = registration;
    [...party.querySelectorAll('.door-person')].forEach((person, index) => {
      const id = persons[index];
      person.id = `person-${id}`;
      person.dataset.person = id;
      const [present, notPresent] = person.querySelectorAll('.door-presence button');
      present.id = `present-${id}`;
      notPresent.id = `not-present-${id}`;
    });
  }

  // Shows the parties in which every word of `text` begins or is inside some name.
  filter(text) {
    const words = plain(text).split(/\s+/).filter(Boolean);
    for (const party of document.querySelectorAll('#door-lists .door-party')) {
      const names = [...party.querySelectorAll('.name, .party-name')].map(name => plain(name.textContent)).join(' ');
      party.hidden = !words.every(word => names.includes(word));
    }
  }
}

function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
