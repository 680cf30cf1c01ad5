// As much of a browser as the scripts of a page need: elements that keep what they are given.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const assets = new URL("../../Sources/PageAssets/", import.meta.url);

export class Element {
  attributes = {};
  children = [];
  listeners = {};
  marks = new Set();

  constructor(name) { this.name = name; }

  setAttribute(name, value) { this.attributes[name] = String(value); }
  getAttribute(name) { return this.attributes[name] ?? null; }
  removeAttribute(name) { delete this.attributes[name]; }
  append(...children) {
    this.children.push(...children.map((child) => (child instanceof Element ? child : String(child))));
  }
  replaceChildren(...children) {
    this.children = [];
    this.append(...children);
  }
  addEventListener(event, listener) { this.listeners[event] = listener; }
  dispatchEvent(event) { this.send(event.type, event); }
  focus() { this.send("focus"); }
  select() {}
  send(event, details = {}) {
    if (event in this.listeners) this.listeners[event](details);
  }
  querySelector(name) { return this.all((element) => element.name === name)[0]; }

  get classList() {
    return { toggle: (mark, isOn) => (isOn ? this.marks.add(mark) : this.marks.delete(mark)) };
  }
  get textContent() {
    return this.children.map((child) => (child instanceof Element ? child.textContent : child)).join("");
  }
  set textContent(text) { this.replaceChildren(text); }

  /** The elements in this one that satisfy a condition, in the order of the page. */
  all(condition) {
    return this.children.filter((child) => child instanceof Element)
      .flatMap((child) => [...(condition(child) ? [child] : []), ...child.all(condition)]);
  }
}

/** Runs scripts as a page does that holds some elements, by selector; gives the values of some of their names. */
export function run(scripts, names, elements = {}, surroundings = {}) {
  const context = vm.createContext({
    document: {
      createElement: (name) => new Element(name),
      createElementNS: (namespace, name) => Object.assign(new Element(name), { namespace }),
      querySelectorAll: (selector) => elements[selector] ?? [],
      addEventListener: () => {},
      body: new Element("body"),
      head: new Element("head"),
    },
    window: surroundings,
    ...surroundings,
  });
  for (const script of scripts) {
    vm.runInContext(`"use strict"; ${readFileSync(new URL(script, assets), "utf8")}`, context, { filename: script });
  }
  return vm.runInContext(`({ ${names.join(", ")} })`, context);
}
