/*
 * The moderator's queue by keyboard: j and k go from comment to comment, a letter presses the button of its row.
 * Everything here is a button or a link already; without this script they are pressed as ever.
 * Letters count only while no field has the focus, and can be switched off.
 */
"use strict";
{
    const KEYS = { a: "approved", s: "spam", r: "removed", h: "pending", b: "ban" };
    const OFF = "queue-keys-off";
    const PLACE = "queue-place";

    class Queue {
        constructor(table) {
            this.rows = [...table.querySelectorAll("tbody tr")];
            for (const row of this.rows) {
                row.tabIndex = -1;
            }
            this.on = localStorage.getItem(OFF) === null;
            this.build(table);
            document.addEventListener("keydown", (event) => this.onKey(event));
            // After a button the page comes again: on with the comment that took its place.
            const place = sessionStorage.getItem(PLACE);
            sessionStorage.removeItem(PLACE);
            if (place !== null && this.rows.length) {
                this.go(Math.min(Number(place), this.rows.length - 1));
            }
        }

        build(table) {
            const help = document.createElement("p");
            help.className = "help queue-keys";
            const label = document.createElement("label");
            const box = document.createElement("input");
            box.type = "checkbox";
            box.checked = this.on;
            box.addEventListener("change", () => this.toggle(box.checked));
            label.append(box, " Keys: j next, k previous, x choose, o open, a approve, s spam, r remove, h hold, b ban, u undo");
            this.status = document.createElement("span");
            this.status.className = "visually-hidden";
            this.status.setAttribute("role", "status");
            help.append(label, this.status);
            table.before(help);
        }

        toggle(on) {
            this.on = on;
            if (on) {
                localStorage.removeItem(OFF);
            } else {
                localStorage.setItem(OFF, "");
            }
        }

        get place() {
            return this.rows.findIndex((row) => row.contains(document.activeElement));
        }

        go(place) {
            const row = this.rows[place];
            if (row) {
                row.focus();
                row.scrollIntoView({ block: "nearest" });
                const name = row.querySelector(".glance-head strong");
                this.status.textContent = `${place + 1} of ${this.rows.length}: ${name ? name.textContent : ""}`;
            }
        }

        onKey(event) {
            const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
            if (!this.on || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
                return;
            }
            const key = event.key.toLowerCase();
            if (key === "j" || key === "k") {
                this.go(Math.max(0, this.place + (key === "j" ? 1 : -1)));
            } else if (key === "u") {
                this.press(document.querySelector("button.undo"));
            } else if (this.place >= 0) {
                this.onRow(this.rows[this.place], key);
            } else {
                return;
            }
            event.preventDefault();
        }

        onRow(row, key) {
            if (key === "x") {
                row.querySelector("input.action-select").click();
            } else if (key === "o") {
                this.press(row.querySelector(".glance-head a"));
            } else if (Object.hasOwn(KEYS, key)) {
                this.press(row.querySelector(`[data-key="${KEYS[key]}"]`));
            }
        }

        press(button) {
            if (button) {
                sessionStorage.setItem(PLACE, String(Math.max(0, this.place)));
                button.click();
            }
        }
    }

    document.addEventListener("DOMContentLoaded", () => {
        const table = document.querySelector(".model-comment #result_list");
        if (table) {
            new Queue(table);
        }
    });
}
