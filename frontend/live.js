// Live updates. A page with a list that is open hears «/live» and, when something changed, asks for itself anew: what is new in its
// lists comes in, numbers and small pieces follow. What somebody is typing in or reading is left alone. It holds no sentence of its own.
export function live() {
  const page = document.querySelector("[data-live]");
  if (!page || !window.EventSource) return;
  const under = page.dataset.live;
  const who = document.documentElement.dataset.who;
  let source;
  let asking;
  let again = false;

  const used = (node) => node.contains(document.activeElement) || node.querySelector("details[open], dialog[open]");

  const swap = (now, next) => {
    if (now && next && now.textContent !== next.textContent && !used(now)) now.replaceWith(document.importNode(next, true));
  };

  // An island keeps its own number; where nothing is awake the text is all there is.
  const count = (now, next) => {
    if (now.textContent === next.textContent) return;
    const told = new CustomEvent("count", { bubbles: true, cancelable: true, detail: Number(next.textContent) });
    if (now.dispatchEvent(told)) now.textContent = next.textContent;
  };

  // The numbers and small pieces of one thing, in their order: no mark of their own makes a page of twenty heavier.
  const follow = (now, next) => {
    const pairs = (marks, deed) => {
      const [here, there] = [now, next].map((card) => [...card.querySelectorAll(marks)]);
      if (here.length === there.length) here.forEach((node, at) => deed(node, there[at]));
    };
    pairs(".heart > span:last-child, .counter", count);
    pairs("a.heart", (link, other) => link.setAttribute("aria-label", other.getAttribute("aria-label")));
    pairs("[data-swap]", swap);
  };

  const fill = (now, next) => {
    let before = null;
    for (const item of next.children) {
      if (!item.id) continue;
      const here = document.getElementById(item.id);
      if (here) {
        if (item.localName === "li") swap(here.firstElementChild, item.firstElementChild);
        if (here.parentElement === now) before = here;
        continue;
      }
      const fresh = document.importNode(item, true);
      // Nothing in it is woken: its forms are live ones.
      fresh.dataset.form = "";
      if (before) before.after(fresh);
      else if (now.dataset.list === "newest") now.prepend(fresh);
      else now.append(fresh);
      before = fresh;
    }
  };

  const look = async () => {
    if (!navigator.onLine) return;
    const answer = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-store" });
    if (answer.redirected) return hang();
    // What this page is of was taken away, or is not theirs any more: the page itself says so.
    if (answer.status === 404) return location.reload();
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Somebody else signed in here, or went on at another school: nothing of theirs comes into this page.
    if (next.documentElement.dataset.who !== who) return hang();
    for (const list of next.querySelectorAll("[data-list]")) {
      const now = document.getElementById(list.id);
      if (now) fill(now, list);
    }
    for (const card of next.querySelectorAll("article[id], [data-count]")) {
      const now = document.getElementById(card.id);
      if (now) follow(now, card);
    }
  };

  // A flood of news is one look after the other, and a whole class does not ask in the same moment.
  const ask = () => {
    if (asking) return (again = true);
    again = false;
    asking = setTimeout(async () => {
      await look().catch(() => {});
      asking = undefined;
      if (again) ask();
    }, 50 + Math.random() * 250);
  };

  const hang = () => {
    source?.close();
    source = undefined;
  };

  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(`/live?who=${who}&under=${under}`);
    // Also after a line that broke: what was said meanwhile is seen.
    source.onopen = ask;
    source.onmessage = ask;
    source.addEventListener("out", hang);
    source.onerror = () => {
      if (source?.readyState !== 2) return;
      // Refused for a moment, by a proxy or a house that starts anew: again, and not all at once.
      hang();
      setTimeout(listen, 5000 + Math.random() * 10000);
    };
  };

  // A page out of sight holds no line: browsers have six of them for a school.
  document.addEventListener("visibilitychange", () => (document.hidden ? hang() : listen()));
  addEventListener("pagehide", hang);
  addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
}
