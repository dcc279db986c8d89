// Answers that the server has not confirmed, kept on this device, also when the page is closed. Question -> {said, fields}:
// `said` when it was answered, null where only its mark to look again changed; `fields` all that a form says of it. Each
// change touches its own question only: another tab of the same sitting keeps here too.
export function unsent(sitting) {
  const store = `sitting ${sitting}`;
  const waiting = new Map(Object.entries(read(store)));
  let isKept = true;
  const edit = (change) => {
    try {
      const all = read(store);
      change(all);
      if (Object.keys(all).length) localStorage.setItem(store, JSON.stringify(all));
      else localStorage.removeItem(store);
      isKept = true;
    } catch {
      isKept = false; // then it is kept as long as the page is
    }
  };
  const drop = (position, entry) => {
    if (waiting.get(position) === entry) waiting.delete(position);
    edit((all) => all[position]?.said === entry.said && delete all[position]);
  };
  return {
    waiting,
    isKept: () => isKept,
    put(position, entry) {
      waiting.set(position, entry);
      edit((all) => (all[position] = entry));
    },
    drop,
  };
}

function read(store) {
  try {
    const all = JSON.parse(localStorage.getItem(store) ?? "{}");
    for (const [position, one] of Object.entries(all)) {
      if (Array.isArray(one)) all[position] = { said: Date.now(), fields: one }; // as earlier scripts kept it
    }
    return all;
  } catch {
    return {}; // storage may be refused
  }
}
