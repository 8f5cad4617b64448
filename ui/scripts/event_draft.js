// What is typed into an event's form stays on this device until the server has saved it: a battery may die, a session end.
// It is whose it is: the form says the account and the organisation, "3.7", and another account on the device forgets it.
const prefix = 'kutsu-draft:';
const longest = 7 * 86_400_000;  // milliseconds
const pause = 400;               // milliseconds without a key before it is kept

// A browser may refuse to keep anything.
function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const keys = () => attempt(() => Object.keys(localStorage).filter(key => key.startsWith(prefix))) ?? [];

function forgetDrafts(but = () => false) {
  for (const key of keys().filter(one => !but(one))) attempt(() => localStorage.removeItem(key));
}

// Whoever signs out leaves nothing, nor what was typed a moment ago.
let left = false;
export function leaveNoDrafts() {
  left = true;
  forgetDrafts();
}
addEventListener('pageshow', () => (left = false));

function stored(key) {
  const draft = attempt(() => JSON.parse(localStorage.getItem(key)));
  return draft && Date.now() - draft.time < longest ? draft : undefined;
}

// A page that asks something before it is saved goes on from the form.
function forgetSaved() {
  const sent = attempt(() => sessionStorage.getItem(`${prefix}sent`));
  if (document.querySelector('form[data-before-saved]')) return sent;
  attempt(() => sessionStorage.removeItem(`${prefix}sent`));
  if (sent && new URLSearchParams(location.search).has('done')) attempt(() => localStorage.removeItem(sent));
  return sent;
}

// The server draws the form anew with all that had been typed, languages and questions that were added included.
function goOn(form, draft) {
  const again = document.createElement('form');
  again.method = 'post';
  again.action = form.getAttribute('action');
  again.hidden = true;
  const fields = draft.fields.filter(([name]) => name !== 'action');
  for (const [name, value] of [...fields, ['csrf_token', form.elements.csrf_token.value], ['action', 'back']]) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    again.append(input);
  }
  document.body.append(again);
  again.submit();
}

const form = document.querySelector('form[data-draft]');
const owner = form?.dataset.draft;
const key = form && `${prefix}${owner}:${form.getAttribute('action')}`;
const sent = forgetSaved();

if (form) {
  const own = `${prefix}${owner.split('.')[0]}.`;
  forgetDrafts(one => one.startsWith(own));
  const offer = document.getElementById('draft');
  const draft = stored(key);
  const remember = () => attempt(() => sessionStorage.setItem(`${prefix}sent`, key));
  if (draft && sent !== key) {
    const time = offer.querySelector('time');
    time.dateTime = new Date(draft.time).toISOString();
    time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' })
      .format(draft.time);
    offer.hidden = false;
    offer.querySelector('[data-go-on]').addEventListener('click', () => {
      remember();
      goOn(form, draft);
    });
    offer.querySelector('[data-forget]').addEventListener('click', () => {
      attempt(() => localStorage.removeItem(key));
      offer.hidden = true;
      form.querySelector('input:not([type=hidden]), select, textarea')?.focus();
    });
  }
  let timer;
  const keep = () => {
    if (left) return;
    const fields = [...new FormData(form)].filter(([name]) => name !== 'csrf_token');
    attempt(() => localStorage.setItem(key, JSON.stringify({ time: Date.now(), fields })));
    offer.hidden = true;
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, pause);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    keep();
    remember();
  });
}
