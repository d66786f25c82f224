// What a page must keep to at every width and every size of letters. `look` runs inside the page, so it may use nothing from outside itself.

/** Complaints about the page as it stands now, or about one part of it; each names the kind, the element and the figures. */
export function look(within = "body"): string[] {
  const complaints: string[] = [];
  const pressable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  // Photos are cropped on purpose; what is only for screen readers has no size; a skip link waits outside.
  const mayCut = ".photo, .photos, .photo *, .feed-photos__item, .hush, .skip, svg, svg *, input, textarea, img, .tabs";
  const hidden = ".hush, .skip, .hush *";
  const name = (element: Element) => {
    const words = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 30);
    return `<${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}${element.className && typeof element.className === "string" ? `.${element.className.trim().replace(/\s+/g, ".")}` : ""}> «${words}»`;
  };
  const seen = (element: Element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(hidden)) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(element).clipPath === "none";
  };
  const say = (kind: string, element: Element, more = "") => complaints.push(`${kind}: ${name(element)}${more && ` ${more}`}`);
  const root = document.querySelector(within)!;
  const px = (number: number) => Math.round(number * 10) / 10;
  const wide = document.documentElement.clientWidth;

  const sideways = document.documentElement.scrollWidth - wide;
  if (sideways > 0) {
    const guilty = [...document.body.querySelectorAll("*")].filter((one) => seen(one) && one.getBoundingClientRect().right > wide + 0.5).at(-1);
    complaints.push(`sideways: ${sideways} px${guilty ? ` by ${name(guilty)}` : ""}`);
  }

  for (const element of root.querySelectorAll("*")) {
    if (!seen(element) || element.closest(hidden)) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    cut(element, style);
    stacked(element, size);
  }
  bars();
  for (const element of root.querySelectorAll<HTMLElement>(pressable)) {
    if (seen(element)) pressed(element);
  }
  return [...new Set(complaints)];

  /** Nothing sticks out of a box that shows only what is inside. */
  function cut(element: Element, style: CSSStyleDeclaration) {
    if (element.matches(mayCut) || element.closest("svg")) return;
    const shut = (way: string) => way === "hidden" || way === "clip";
    if (shut(style.overflowX) && element.scrollWidth > element.clientWidth + 1) say("cut", element, `${element.scrollWidth} px in ${element.clientWidth}`);
    if (shut(style.overflowY) && element.scrollHeight > element.clientHeight + 1) say("cut", element, `${element.scrollHeight} px high in ${element.clientHeight}`);
  }

  /** Letters do not stand one under the other, and words stay inside the border that is drawn around them. */
  function stacked(element: Element, size: number) {
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim().length > 0);
    for (const text of texts) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const lines = [...range.getClientRects()].filter((line) => line.width > 0.5);
      if (lines.length === 0) continue;
      const widest = Math.max(...lines.map((line) => line.width));
      if (lines.length >= 3 && widest < 1.8 * size && text.textContent!.trim().length > 4) say("letters one under the other", element, `${lines.length} lines of ${px(widest)} px`);
      const word = text.textContent!.trim();
      const tops = new Set(lines.map((line) => Math.round(line.top)));
      if (tops.size > 1 && word.length <= 8 && !/[\s/·-]/.test(word)) say("a short word in pieces", element, `«${word}»`);
      const frame = element.closest<HTMLElement>("button, summary, .chip, .tag, .notice, .card, .list__row, .slot, .comment__bubble, .nav__item");
      if (!frame) continue;
      const box = frame.getBoundingClientRect();
      const out = Math.max(...lines.map((line) => Math.max(line.right - box.right, box.left - line.left)));
      if (out > 1.5) say("words outside their frame", element, `${px(out)} px out of ${frame.className}`);
    }
  }

  /** The bar keeps its words; bar and page stand in the middle of a desk; the field for a comment keeps its width; a short date is one piece. */
  function bars() {
    for (const item of root.querySelectorAll(".nav__item:not(.nav__plus)")) {
      if (seen(item) && ![...item.querySelectorAll("span")].some((label) => seen(label) && label.innerText.trim())) say("a bar without its word", item);
    }
    const [bar, page] = [document.querySelector(".nav"), document.querySelector("main")];
    if (bar && page && wide >= 1280 && within === "body") {
      const [left, right] = [bar.getBoundingClientRect().left, wide - page.getBoundingClientRect().right];
      if (Math.abs(left - right) > wide * 0.04) complaints.push(`lopsided: ${px(left)} px left, ${px(right)} px right`);
    }
    for (const field of root.querySelectorAll<HTMLElement>(".comments__write textarea")) {
      const whole = field.closest("form")!.clientWidth;
      if (seen(field) && field.offsetWidth < whole * 0.6) say("a narrow field", field, `${field.offsetWidth} px of ${whole}`);
    }
    const large = parseFloat(getComputedStyle(document.documentElement).fontSize) > 20;
    for (const date of large ? [] : root.querySelectorAll<HTMLElement>("time")) {
      const tops = new Set([...date.getClientRects()].map((line) => Math.round(line.top)));
      if (seen(date) && tops.size > 1 && date.innerText.length < 24) say("a date in pieces", date);
    }
  }

  function pressed(element: HTMLElement) {
    narrow(element);
    hinted(element);
    if (element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=file], [type=range])") && parseFloat(getComputedStyle(element).borderTopWidth) < 1.5) say("not drawn as a field", element);
    small(element);
    if (!called(element)) say("without a name", element);
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    covered(element);
  }

  /** Fields whose contents the browser draws itself do not tell that they are too narrow: compare with the width that they ask for. */
  function narrow(element: HTMLElement) {
    if (!element.matches("input[type=time], input[type=date], input[type=datetime-local], input[type=number], select")) return;
    const has = element.offsetWidth;
    const before = [element.style.inlineSize, element.style.maxInlineSize, element.style.position];
    [element.style.inlineSize, element.style.maxInlineSize, element.style.position] = ["max-content", "none", "absolute"];
    const wants = element.matches("[type=number]") ? parseFloat(getComputedStyle(element).fontSize) * 3.5 : element.offsetWidth;
    [element.style.inlineSize, element.style.maxInlineSize, element.style.position] = before;
    if (has + 1 < wants) say("narrower than its text", element, `${has} px of ${Math.round(wants)}`);
  }

  /** An example in an empty field that does not fit is half an example. */
  function hinted(element: HTMLElement) {
    if (!(element instanceof HTMLInputElement) || !element.placeholder) return;
    const [style, pen] = [getComputedStyle(element), document.createElement("canvas").getContext("2d")!];
    pen.font = style.font;
    const has = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const wants = pen.measureText(element.placeholder).width;
    if (wants > has + 1) say("a hint that is cut off", element, `${Math.round(wants)} px in ${Math.round(has)}`);
  }

  /** 24 pixels for everything but a link in a sentence, 44 for what one comes for. */
  function small(element: HTMLElement) {
    const target = element.matches("label *") ? element.closest("label")! : element;
    const box = target.getBoundingClientRect();
    const least = element.matches(".button--main, .nav__item, .slot, .heart, .slot > input") ? 44 : 24;
    const own = element.matches("input[type=checkbox], input[type=radio]") && target === element;
    const sentence = element.matches("a") && getComputedStyle(element).display === "inline";
    if (!sentence && !own && (box.width < least - 0.5 || box.height < least - 0.5)) say(`smaller than ${least}`, element, `${px(box.width)} × ${px(box.height)}`);
  }

  function called(element: HTMLElement): boolean {
    const other = element.getAttribute("aria-labelledby")?.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join("");
    const labels = "labels" in element ? [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join("") : "";
    const images = [...element.querySelectorAll("img")].map((image) => image.alt).join("");
    // Not what is not there for anybody; what only screen readers see counts.
    const spoken = element.matches("input, select, textarea") ? "" : element.innerText;
    return [element.getAttribute("aria-label"), other, labels, images, spoken, element.title].some((words) => words?.trim());
  }

  /** What is pressed in the middle is the thing itself. */
  function covered(element: HTMLElement) {
    // A link over many lines may be longer than the screen: its middle line is looked at.
    const lines = element.getClientRects();
    const box = lines[Math.floor(lines.length / 2)];
    if (!box) return;
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (x < 0 || y < 0 || x > wide || y > innerHeight) return say("out of reach", element, `at ${px(x)}, ${px(y)}`);
    const hit = document.elementFromPoint(x, y);
    const own = hit && (element.contains(hit) || hit.contains(element) && hit.matches("label, a, button") || hit.closest("label")?.contains(element) || element.contains(hit.closest("a, button, summary")));
    const label = hit?.closest("label");
    if (!own && !(label && (label as HTMLLabelElement).control === element)) say("covered", element, hit ? `by ${name(hit)}` : "");
  }
}

/** Opens everything that can be opened in place. */
export function unfold() {
  for (const details of document.querySelectorAll("details")) details.open = true;
}
