// What every page of tier E does: says first what has to be said first, asks the server, shows one part at a time.
// Knows no key. What is open on a page is that page's own, and so is letting go of it.

const SAY = {
  line: 'The server did not answer. What you wrote is still on this page; try again in a moment.',
  out: 'You are signed out here. Sign in on another page, then try again; your words are still on this page.',
};

export class Trouble extends Error {}

export const $ = (id) => document.getElementById(id);

export function trouble(words) {
  $('trouble').textContent = words;
  $('trouble').hidden = !words;
}

// Throws Trouble with a sentence for people; `elsewhere` of it says that the server would lead somewhere else.
export async function ask(path, facts) {
  let answer, told;
  const how = facts && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(facts) };
  try {
    answer = await fetch(path, { cache: 'no-store', redirect: 'manual', ...how });
    if (answer.type === 'opaqueredirect') throw Object.assign(new Trouble(SAY.out), { elsewhere: true });
    told = await answer.json();
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble(SAY.line);
  }
  if (!answer.ok) throw new Trouble(told.say ?? SAY.line);
  return told;
}

// Whoever is not signed in goes to where one signs in; whoever is, reads who runs this server before writing anything.
async function greet() {
  try {
    const told = await ask('/notebook/ways');
    $('hosted').hidden = !told.hosted;
    return told;
  } catch (error) {
    if (error.elsewhere) location.replace('/sign-in');
    return null;
  }
}

// What the server told of the ways in when the page was opened; null if it didn't answer.
export const greeted = greet();
