/*
 * The order of a post's films: a short list above their forms, to be sorted by dragging or with buttons.
 * All it does is write the numbers in the position fields; typing them does the same, with and without this script.
 */
"use strict";
{
    const EDGE = 60; // pixels from the edge of the window where dragging begins to scroll
    const STEP = 10; // pixels to scroll in each frame

    class EntryOrder {
        constructor(group) {
            this.group = group;
            this.forms = new WeakMap(); // item of the list -> form
            this.build();
            this.refresh();
            group.addEventListener("input", (event) => this.onTyped(event));
            group.addEventListener("change", (event) => this.onTyped(event));
            // Going back to the page, the browser fills in what was typed.
            window.addEventListener("pageshow", () => this.refresh());
            document.addEventListener("formset:added", () => this.refresh());
            // The admin renumbers its forms after this event.
            document.addEventListener("formset:removed", () => setTimeout(() => this.refresh()));
            // The film is chosen in a widget that speaks jQuery only.
            window.django.jQuery(group).on("change", "select[name$='-film']", (event) => this.onFilm(event.target));
        }

        build() {
            this.panel = element("section", "entry-order");
            this.panel.setAttribute("aria-label", "Order of the films");
            const help = element("p", "help", "Drag a film or use its arrows. The order counts once you save the post.");
            this.list = element("ol", "entry-order-list");
            this.divider = element("li", "entry-order-divider", "Mentioned, not ranked");
            this.status = element("p", "entry-order-status");
            this.status.setAttribute("role", "status");
            this.panel.append(help, this.list, this.status);
            this.group.querySelector(".inline-related").before(this.panel);
        }

        /* The forms to the list. */
        refresh() {
            const forms = [...this.group.querySelectorAll(".inline-related:not(.empty-form)")].filter(isEntry);
            const ranked = forms.filter((form) => number(form)).sort((a, b) => number(a) - number(b));
            const mentioned = forms.filter((form) => !number(form));
            this.list.replaceChildren(...ranked.map(this.item, this), this.divider, ...mentioned.map(this.item, this));
            this.panel.hidden = forms.length === 0;
            this.label();
        }

        /* The list to the forms. */
        write(moved) {
            let place = 0;
            let ranked = true;
            for (const item of this.list.children) {
                ranked = ranked && item !== this.divider;
                if (item !== this.divider) {
                    position(this.forms.get(item)).value = ranked ? String(++place) : "";
                }
            }
            this.label();
            const at = position(this.forms.get(moved)).value;
            const where = at ? `position ${at} of ${place}` : "mentioned, not ranked";
            this.status.textContent = `${filmOf(this.forms.get(moved))}: ${where}.`;
        }

        label() {
            const items = [...this.list.children];
            for (const item of items.filter((each) => each !== this.divider)) {
                item.querySelector(".entry-order-number").textContent = position(this.forms.get(item)).value || "–";
                item.querySelector(".up").setAttribute("aria-disabled", String(item === items[0]));
                item.querySelector(".down").setAttribute("aria-disabled", String(item === items[items.length - 1]));
            }
        }

        item(form) {
            const film = filmOf(form);
            const item = element("li", "entry-order-item");
            const handle = element("span", "entry-order-handle");
            const title = button("entry-order-film", film, `Go to the text about ${film}`);
            const up = button("up", "↑", `Move ${film} up`);
            const down = button("down", "↓", `Move ${film} down`);
            this.forms.set(item, form);
            handle.addEventListener("pointerdown", (event) => this.drag(event, item));
            title.addEventListener("click", () => goTo(form));
            up.addEventListener("click", () => this.step(item, item.previousElementSibling, -1));
            down.addEventListener("click", () => this.step(item, item.nextElementSibling, 1));
            item.append(handle, element("span", "entry-order-number"), title, up, down);
            return item;
        }

        step(item, neighbour, direction) {
            if (neighbour) {
                swap(item, neighbour, direction);
                this.write(item);
            }
        }

        drag(event, item) {
            if (event.button !== 0 || !event.isPrimary) {
                return;
            }
            event.preventDefault();
            const before = [...this.list.children];
            let y = event.clientY;
            let frame = 0;
            const follow = () => {
                scrollNear(y);
                place(item, y);
                frame = requestAnimationFrame(follow);
            };
            const controller = new AbortController();
            const listen = (type, handler) => document.addEventListener(type, handler, {signal: controller.signal});
            const end = (keep) => {
                controller.abort();
                cancelAnimationFrame(frame);
                item.classList.remove("dragging");
                if (keep) {
                    place(item, y);
                    this.write(item);
                } else {
                    this.list.append(...before);
                }
            };
            item.classList.add("dragging");
            listen("pointermove", (move) => { y = move.clientY; });
            listen("pointerup", (up) => { y = up.clientY; end(true); });
            listen("pointercancel", () => end(false));
            listen("keydown", (key) => { if (key.key === "Escape") { end(false); } });
            frame = requestAnimationFrame(follow);
        }

        onTyped(event) {
            if (/-(position|DELETE)$/.test(event.target.name)) {
                this.refresh();
            }
        }

        onFilm(select) {
            const form = select.closest(".inline-related");
            // A film that was just chosen is ranked last; whoever clears the number afterwards means it.
            if (select.value && !number(form) && !form.dataset.placed) {
                const all = [...this.group.querySelectorAll(".inline-related:not(.empty-form)")];
                position(form).value = String(Math.max(0, ...all.map(number)) + 1);
                form.dataset.placed = "yes";
            }
            this.refresh();
        }
    }

    /* Move `item` past its neighbour. It is the neighbour that moves in the page, so that `item` keeps focus and pointer. */
    const swap = (item, neighbour, direction) => {
        if (direction < 0) {
            item.after(neighbour);
        } else {
            item.before(neighbour);
        }
    };

    /* Move `item` to where the pointer is. */
    const place = (item, y) => {
        const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
        while (item.previousElementSibling && y < middle(item.previousElementSibling)) {
            swap(item, item.previousElementSibling, -1);
        }
        while (item.nextElementSibling && y > middle(item.nextElementSibling)) {
            swap(item, item.nextElementSibling, 1);
        }
    };

    const scrollNear = (y) => {
        if (y < EDGE) {
            window.scrollBy(0, -STEP);
        } else if (y > window.innerHeight - EDGE) {
            window.scrollBy(0, STEP);
        }
    };

    const goTo = (form) => {
        form.scrollIntoView({block: "start"});
        form.querySelector("textarea").focus({preventScroll: true});
    };

    const position = (form) => form.querySelector("input[name$='-position']");
    const number = (form) => Number(position(form)?.value) || 0;
    const filmOf = (form) => {
        const film = form.querySelector("[name$='-film']");
        return film.tagName === "SELECT" ? film.selectedOptions[0]?.textContent.trim() || "" : film.value;
    };
    const isEntry = (form) => position(form) && filmOf(form) && !form.querySelector("input[name$='-DELETE']")?.checked;

    const element = (tag, className, text = "") => {
        const made = document.createElement(tag);
        made.className = className;
        made.textContent = text;
        return made;
    };
    const button = (className, text, label) => {
        const made = element("button", className, text);
        made.type = "button";
        made.setAttribute("aria-label", label);
        return made;
    };

    document.addEventListener("DOMContentLoaded", () => {
        const group = document.getElementById("entries-group");
        // Whoever may only look has no fields to write.
        if (group?.querySelector("input[name$='-position']")) {
            new EntryOrder(group);
        }
    });
}
