/*
 * A long select is found by typing: words of the option, or pinyin initials (data-initials).
 * The select stays in the form and keeps the value; without this script it is used as it is.
 */
(function () {
  "use strict";

  let made = 0;

  function optionsOf(select) {
    return Array.from(select.options).map((option) => ({
      value: option.value,
      label: option.text,
      initials: option.dataset.initials || "",
      group: option.parentElement.label || "",
    }));
  }

  function matching(options, typed) {
    const words = typed.trim().toLowerCase();
    if (!words) return options;
    const begins = options.filter((one) => one.value && one.initials.startsWith(words));
    const holds = options.filter((one) => one.value && !begins.includes(one) && one.label.toLowerCase().includes(words));
    return begins.concat(holds);
  }

  function build(select) {
    const holder = document.createElement("div");
    const input = document.createElement("input");
    const list = document.createElement("ul");
    const id = select.id;
    made += 1;
    holder.className = "combobox";
    input.type = "text";
    input.autocomplete = "off";
    list.id = "combobox-list-" + made;
    list.className = "combobox-list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    const label = document.querySelector("label[for='" + id + "']");
    list.setAttribute("aria-label", label ? label.textContent.trim() : "选项");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
      input.setAttribute(name, value);
    }
    for (const name of ["aria-describedby", "aria-invalid", "required"]) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    }
    input.id = id;
    select.id = id + "-native";
    select.hidden = true;
    select.removeAttribute("data-combobox");
    select.after(holder);
    holder.append(input, list);
    return { select, input, list, options: optionsOf(select), shown: [], active: -1 };
  }

  function chosenLabel(box) {
    const option = box.select.options[box.select.selectedIndex];
    return option && option.value ? option.text : "";
  }

  function close(box) {
    box.list.hidden = true;
    box.active = -1;
    box.input.setAttribute("aria-expanded", "false");
    box.input.removeAttribute("aria-activedescendant");
  }

  function mark(box, index) {
    box.active = index;
    Array.from(box.list.children).forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    const item = box.list.children[index];
    if (!item) return;
    box.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  function open(box, typed) {
    box.shown = matching(box.options, typed);
    box.list.replaceChildren();
    box.shown.forEach(function (one, place) {
      const item = document.createElement("li");
      item.id = box.list.id + "-" + place;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = one.label + (one.group ? "(" + one.group + ")" : "");
      item.addEventListener("mousedown", function (event) {
        event.preventDefault();
        choose(box, place);
      });
      box.list.append(item);
    });
    if (!box.shown.length) {
      const none = document.createElement("li");
      none.className = "combobox-none";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.setAttribute("aria-selected", "false");
      none.textContent = "没有符合的选项";
      box.list.append(none);
    }
    box.list.hidden = false;
    box.input.setAttribute("aria-expanded", "true");
    mark(box, typed.trim() && box.shown.length ? 0 : -1);
  }

  function choose(box, place) {
    const one = box.shown[place];
    if (!one) return;
    box.select.value = one.value;
    box.input.value = chosenLabel(box);
    close(box);
    box.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function leave(box) {
    if (!box.input.value.trim() && box.select.value) {
      box.select.value = "";
      box.select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    box.input.value = chosenLabel(box);
    close(box);
  }

  function press(box, event) {
    const isOpen = !box.list.hidden;
    const last = box.shown.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const down = event.key === "ArrowDown";
      if (!isOpen) open(box, "");
      const next = down ? box.active + 1 : box.active - 1;
      const end = box.shown.length - 1;
      mark(box, next > end ? 0 : next < 0 ? end : next);
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      if (box.active >= 0 && box.active <= last) choose(box, box.active);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      box.input.value = chosenLabel(box);
      close(box);
    } else if (event.key === "Tab" && isOpen && box.active >= 0 && box.input.value !== chosenLabel(box)) {
      choose(box, box.active);
    }
  }

  function enhance(select) {
    const box = build(select);
    box.input.value = chosenLabel(box);
    box.input.addEventListener("input", () => open(box, box.input.value));
    box.input.addEventListener("click", () => open(box, ""));
    box.input.addEventListener("focus", () => box.input.select());
    box.input.addEventListener("keydown", (event) => press(box, event));
    box.input.addEventListener("blur", () => leave(box));
  }

  function enhanceAll(root) {
    root.querySelectorAll("select[data-combobox]").forEach(enhance);
  }

  document.addEventListener("DOMContentLoaded", () => enhanceAll(document));
  document.addEventListener("formset:added", (event) => enhanceAll(event.target));
})();
