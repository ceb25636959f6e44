/*
 * The editor library writes style attributes into its markup and makes style elements, both of which the page's policy (E3)
 * refuses. When the page is built, these take the place of what it calls (see vite.config.ts): the same styles come in through
 * the object model, which the policy allows.
 */

const styleInTag = / style="/g;
const waiting = 'data-later-style';

/** Markup with its styles put aside. Only inside tags: in text, angle brackets are escaped and quotes are not. */
function withoutStyles(markup: unknown): string {
  return String(markup).replace(/<[^<>]*>/g, (tag) => tag.replace(styleInTag, ` ${waiting}="`));
}

function applyStyles(root: Element | DocumentFragment): void {
  for (const element of root.querySelectorAll<HTMLElement>(`[${waiting}]`)) {
    element.style.cssText = element.getAttribute(waiting) ?? '';
    element.removeAttribute(waiting);
  }
}

/** In place of `node.innerHTML = markup`. */
export function setMarkup(node: Element, markup: unknown): void {
  node.innerHTML = withoutStyles(markup);
  applyStyles(node);
}

/** In place of `node.insertAdjacentHTML(place, markup)`. */
export function insertMarkup(node: Element, place: InsertPosition, markup: unknown): void {
  const template = document.createElement('template');
  template.innerHTML = withoutStyles(markup);
  const fragment = document.importNode(template.content, true);
  applyStyles(fragment);
  if (place === 'afterend') node.after(fragment);
  else if (place === 'beforebegin') node.before(fragment);
  else if (place === 'afterbegin') node.prepend(fragment);
  else node.append(fragment);
}

/** In place of `document.createElement('style')`: an element that stands for a constructed style sheet. */
export function createStyle(): HTMLElement {
  const element = document.createElement('editor-style');
  element.hidden = true;
  const sheet = new CSSStyleSheet();
  let text = '';
  document.adoptedStyleSheets.push(sheet);
  Object.defineProperties(element, {
    sheet: { get: () => sheet },
    textContent: {
      get: () => text,
      set(css: string) {
        text = css;
        sheet.replaceSync(css);
      },
    },
    remove: {
      value() {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
        element.parentNode?.removeChild(element);
      },
    },
  });
  return element;
}
