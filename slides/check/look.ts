/**
 * Looks at the slide that is shown, inside the page, and answers what isn't as it should be: text that leaves the slide or
 * its box, text on text, lines through text, colours in pictures that can't be read.
 * Everything it needs is in it: the browser gets it as text.
 */
export function lookAtSlide(): string[] {
  const section = document.querySelector<HTMLElement>(".slides section.present");
  if (!section) return ["There is no slide."];
  const problems: string[] = [];
  const frame = section.getBoundingClientRect();
  const scale = frame.width / 1280;
  const texts = textsIn(section);

  for (const { text, box } of texts) {
    const margin = 14 * scale;
    if (box.left < frame.left + margin || box.right > frame.right - margin)
      problems.push(`"${text}" leaves the slide sideways`);
    if (box.top < frame.top + margin || box.bottom > frame.bottom - margin) problems.push(`"${text}" leaves the slide`);
  }
  const running = section.querySelector(".running")?.getBoundingClientRect();
  for (const { text, box, element } of texts) {
    if (!element.closest(".running") && running && running.height > 0 && box.bottom > running.top - 4 * scale)
      problems.push(`"${text}" runs into the foot of the slide`);
  }
  texts.forEach((one, index) => {
    for (const other of texts.slice(index + 1)) {
      if (overlap(one.box, other.box) > 3 * scale) problems.push(`"${one.text}" and "${other.text}" lie on each other`);
    }
  });
  for (const element of section.querySelectorAll<HTMLElement>("pre, p, li, td, h1, h2, h3, button, figcaption")) {
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline")
      problems.push(`"${element.textContent?.trim().slice(0, 40)}" is wider than its place`);
  }
  for (const svg of section.querySelectorAll("svg")) lookAtPicture(svg);
  return problems;

  function lookAtPicture(svg: SVGSVGElement): void {
    const labels = [...svg.querySelectorAll("text")].filter(isShown);
    const boxes = [...svg.querySelectorAll<SVGGraphicsElement>("rect.box")].filter(isShown);
    for (const label of labels) {
      const own = label.getBoundingClientRect();
      const name = label.textContent?.trim().slice(0, 40);
      const size = Number.parseFloat(getComputedStyle(label).fontSize);
      const shown = (size * own.height) / label.getBBox().height / scale;
      if (shown < 16.5) problems.push(`"${name}" is only ${shown.toFixed(1)} pixels high at 720`);
      let ground = getComputedStyle(document.body).backgroundColor;
      for (const box of boxes) {
        const around = box.getBoundingClientRect();
        const isIn =
          own.left >= around.left - 1 &&
          own.right <= around.right + 1 &&
          own.top >= around.top - 4 &&
          own.bottom <= around.bottom + 4;
        const fill = getComputedStyle(box).fill;
        if (isIn) ground = fill === "none" ? ground : fill;
        else if (overlap(own, around) > 3 * scale) problems.push(`"${name}" leaves its box`);
      }
      const ratio = contrast(getComputedStyle(label).fill, ground);
      if (ratio < 4.5) problems.push(`"${name}" has a contrast of ${ratio.toFixed(2)}`);
    }
    for (const path of svg.querySelectorAll<SVGGeometryElement>("path.way, path.rule, line.rule")) {
      if (!isShown(path)) continue;
      const matrix = path.getScreenCTM();
      const length = path.getTotalLength();
      for (const label of labels) {
        const { left, right, top, bottom } = label.getBoundingClientRect();
        const inset = 5 * scale;
        for (let at = 0; at <= length; at += 4) {
          const { x, y } = path.getPointAtLength(at).matrixTransform(matrix ?? undefined);
          if (x <= left || x >= right || y <= top + inset || y >= bottom - inset) continue;
          problems.push(`A line goes through "${label.textContent?.trim().slice(0, 40)}"`);
          break;
        }
      }
    }
  }

  function textsIn(root: HTMLElement): { text: string; box: DOMRect; element: Element }[] {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement as Element;
      if (!node.textContent?.trim() || element.closest("aside, title, desc, style") || !isShown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = element.closest("svg") ? [element.getBoundingClientRect()] : [...range.getClientRects()];
      for (const box of rects)
        if (box.width > 1) found.push({ text: node.textContent.trim().slice(0, 40), box, element });
    }
    return found;
  }

  function isShown(element: Element): boolean {
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  /** How deep two boxes lie in each other. Lines of text always touch a little: their boxes are higher than their letters. */
  function overlap(a: DOMRect, b: DOMRect): number {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) - 0.3 * Math.min(a.height, b.height);
    return Math.min(wide, high);
  }

  function contrast(one: string, other: string): number {
    const [a, b] = [luminance(one), luminance(other)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  function luminance(colour: string): number {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((each) => {
      const value = Number(each) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
}
