// Live forms. A form within [data-form] is sent as it is, and from its answer – the page that somebody gets without this script – the same
// place is put into the open one. What cannot be answered there is answered by a page. It holds no sentence of its own.
export function forms() {
  const told = document.documentElement.dataset;

  const problem = (form, sentence) => {
    const place = form.querySelector("p[role=alert]") ?? form.appendChild(document.createElement("p"));
    place.role = "alert";
    place.className = "field__problem";
    place.hidden = !sentence;
    place.textContent = sentence;
  };

  // Where somebody was, in the new piece: the same field or button, or else what is wrong.
  const put = (now, next) => {
    const at = document.activeElement;
    // What came in by itself is marked here alone, and stays a live form.
    next.dataset.form = "";
    const within = now.contains(at) && [at.id && `#${CSS.escape(at.id)}`, at.name && `[name="${at.name}"][value="${CSS.escape(at.value)}"]`];
    for (const fold of now.querySelectorAll("details[id][open]")) next.querySelector(`#${CSS.escape(fold.id)}`)?.setAttribute("open", "");
    now.replaceWith(next);
    if (!within) return;
    const there = within.filter(Boolean).map((mark) => next.querySelector(mark)).find(Boolean);
    const wrong = next.querySelector("[aria-invalid=true]");
    if (!wrong && !there) next.tabIndex = -1;
    (wrong ?? there ?? next).focus();
  };

  // Another page takes over: until then nothing more is sent from here.
  const leave = (address) => location.assign(address) ?? "gone";

  // Nothing was done yet: the answer is a page of its own, and comes when the form is sent as a plain one.
  const answered = async (answer, region) => {
    const way = answer.headers.get("x-kring-way");
    if (way) return leave(way);
    if (!answer.redirected) return "plain";
    if (!answer.ok) return leave(answer.url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.documentElement.dataset.who !== told.who) return leave(answer.url);
    const next = page.getElementById(region.id);
    const said = page.querySelector(".said");
    document.querySelector(".said")?.remove();
    if (said) document.getElementById("main").prepend(said);
    if (next) return put(region, next);
    region.remove();
    document.getElementById("main").focus();
  };

  const send = async (form, button, region) => {
    const fields = new FormData(form, button);
    const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
    region.ariaBusy = "true";
    problem(form, "");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "text/html", "x-kring-live": "1" } });
      const next = await answered(answer, region);
      if (next === "gone") return;
      if (next === "plain") {
        form.dataset.plain = "";
        form.requestSubmit(button);
      }
    } catch {
      problem(form, told.offline);
    }
    region.ariaBusy = null;
  };

  // «Back» to a page that was left busy.
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const region of document.querySelectorAll("[data-form]")) region.ariaBusy = null;
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const region = form.closest("[data-form]");
    if (event.defaultPrevented || !region || form.method !== "post" || "plain" in form.dataset) return;
    event.preventDefault();
    if (!region.ariaBusy) send(form, event.submitter, region);
  });
}
