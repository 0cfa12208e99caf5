/*
 * The reader's order, changed in place by buttons, keys, numbers and the handle. Only the numbers are sent.
 * The steps are those of comments/editing.py, which takes them where no script runs.
 */
const EDGE = 96; // pixels from the edge of the window where a dragged film scrolls the page
const STEP = 12; // pixels in a frame
const KEPT = 20; // earlier orders
const KEYS = {ArrowUp: "up", ArrowDown: "down", Home: "top"};
const lively = matchMedia("(prefers-reduced-motion: no-preference)");

const top = (element) => element.getBoundingClientRect().top;
const isShown = (element) => element?.getClientRects().length;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const by = (name) => (a, b) => a.dataset[name] - b.dataset[name];
const shift = (film, pixels) => { film.style.transform = pixels ? `translateY(${pixels}px)` : ""; };

/* An order is tiers of films, best first. */
const dump = (order) => order.map((tier) => tier.map((film) => film.dataset.film).join("=")).join(" ") || "-";

const stepped = (order, film, verb, place) => {
    const rest = order.map((tier) => tier.filter((each) => each !== film)).filter((tier) => tier.length);
    const tier = order.find((each) => each.includes(film)) ?? [];
    const at = order.indexOf(tier);
    const indexes = {add: rest.length, top: 0, up: Math.max(at - (tier.length < 2), 0), down: at + 1, level: at + 1};
    let index = indexes[verb] ?? 0;
    if (verb === "move") {
        for (let taken = 1; index < rest.length && taken < place; index += 1) {
            taken += rest[index].length;
        }
    }
    if (verb === "level" && tier[0] === film) {
        rest[at - 1]?.push(film);
        return at ? rest : order;
    }
    return verb === "out" ? rest : [...rest.slice(0, index), [film], ...rest.slice(index)];
};

/* Put films into the order wanted, touching as few as it takes where one was moved. */
const arrange = (list, films) => {
    let next = list.firstElementChild;
    for (const film of films) {
        if (next?.nextElementSibling === film) {
            next = film;
        }
        if (next === film) {
            next = film.nextElementSibling;
        } else {
            list.insertBefore(film, next);
        }
    }
};

const start = (editor) => {
    const [yours, others, rest, status, search] = [".yours", ".others", ".rest", "[role=status]", "[type=search]"]
        .map((part) => editor.querySelector(part));
    const form = editor.closest("form");
    const {undo} = form.elements;
    const films = [...editor.querySelectorAll(".film")].sort(by("shelf"));
    const fields = new Map(films.map((film) => [film, film.querySelector("[name^=place_]")]));
    let order, settle;

    /* The order to the lists and their numbers. An anchor comes to where the film was: under the finger. */
    const show = (wanted, film, anchor) => {
        const was = film && top(film);
        const before = lively.matches && films.map(top);
        const left = new Set(films);
        const write = (each, place, number) => {
            const shown = each.querySelector(".number");
            fields.get(each).value = place;
            if (shown.textContent !== number) {
                shown.textContent = number;
            }
        };
        let place = 1;
        settle?.();
        order = wanted;
        for (const tier of order) {
            for (const each of tier) {
                write(each, place, place + (tier[1] ? "=" : ""));
                left.delete(each);
            }
            place += tier.length;
        }
        left.forEach((each) => write(each, "", ""));
        arrange(yours, order.flat());
        arrange(others, left);
        rest.hidden = !left.size || place < 2;
        find();
        if (anchor) {
            window.scrollBy({top: top(anchor) - was, behavior: "instant"});
        }
        if (before) {
            films.forEach((each) => each.flight?.cancel());
            films.map(top).forEach((now, number) => {
                const off = before[number] - now;
                if (off && Math.abs(off) < innerHeight) {
                    films[number].flight = films[number].animate({transform: [`translateY(${off}px)`, "none"]}, 180);
                }
            });
        }
    };

    /* The numbers to the order. */
    const read = () => {
        const tiers = new Map();
        for (const film of editor.querySelectorAll(".film")) {
            const place = Number(fields.get(film).value);
            if (place) {
                tiers.set(place, tiers.get(place) ?? []).get(place).push(film);
            }
        }
        show([...tiers].sort(([a], [b]) => a - b).map(([, tier]) => tier));
    };

    const say = (name, film) => {
        const tier = order.find((each) => each.includes(film));
        const words = {film: film?.dataset.title, place: parseInt(fields.get(film)?.value), count: order.flat().length};
        const said = film ? tier ? tier[1] ? "level" : "place" : "out" : name;
        status.textContent = editor.getAttribute(`data-say-${said}`).replace(/{(\w+)}/g, (_, word) => words[word]);
    };

    const find = () => {
        const wanted = fold(search?.value ?? "");
        for (const film of films) {
            film.hidden = others.contains(film) && !fold(film.dataset.title).includes(wanted);
        }
    };

    /* A step of the reader's, with all that follows from it. */
    const step = (verb, film, place) => {
        const earlier = undo.value ? undo.value.split(";") : [];
        const before = dump(order);
        const focused = document.activeElement;
        const waiting = [...others.children].filter(isShown);
        const at = waiting.indexOf(film);
        const next = verb === "add" && (waiting[at + 1] ?? waiting[at - 1]);
        let wanted = order;
        if (verb === "undo") {
            const line = earlier.pop();
            verb = line ? verb : "nothing";
            wanted = line ? line.split(/[ -]/).filter(Boolean).map((tier) => tier.split("=").map((pk) => document.getElementById(`film-${pk}`))) : order;
        } else {
            wanted = film ? stepped(order, film, verb, place) : verb === "author" ? [...films].sort(by("position")).map((each) => [each]) : [];
            if (dump(wanted) !== before) {
                earlier.push(before);
            }
        }
        show(wanted, film, next);
        undo.value = earlier.slice(-KEPT).join(";");
        say(verb, film);
        if (editor.contains(focused) && !(focused === document.activeElement && isShown(focused))) {
            [focused, next && next.querySelector(".do-add"), ...film.querySelectorAll("button")].find(isShown)?.focus();
        }
        form.dispatchEvent(new Event("change", {bubbles: true}));
    };

    const acts = {
        click(event) {
            const [verb, pk] = event.target.closest("[name=do]")?.value.split(":") ?? [];
            if (verb && verb !== "read") {
                step(verb, pk && document.getElementById(`film-${pk}`));
                event.preventDefault(); // where a step fails, the server takes it
            }
        },
        change({target}, film) {
            if (target === fields.get(film)) {
                step(target.value ? "move" : "out", film, target.value);
            }
        },
        input: find,
        keydown(event, film) {
            const {key, target} = event;
            const verb = event.altKey && target.tagName !== "SELECT" && KEYS[key];
            if (verb && yours.contains(film)) {
                step(verb, film);
            } else if (key === "Enter" && target === search) {
                others.querySelector(".film:not([hidden]) .do-add")?.click();
                search.select();
            } else if (key === "Enter" && target === fields.get(film)) {
                acts.change(event, film);
            } else {
                return;
            }
            event.preventDefault();
        },
        /* All is measured once, when a film is taken; while it is dragged only those that make way are touched. */
        pointerdown(event, film) {
            const {target, clientY} = event;
            if (!target.closest(".handle") || event.button || settle) {
                return;
            }
            const way = order.flat();
            const from = way.indexOf(film);
            const boxes = way.map((each) => each.getBoundingClientRect());
            const [box] = boxes.splice(from, 1);
            const gap = box.height;
            const line = isShown(others.parentElement) ? top(others.parentElement) : Infinity;
            const scrolled = scrollY;
            const stop = new AbortController();
            let [at, y, isOut, frame] = [from, clientY];
            way.splice(from, 1);
            const follow = () => {
                const moved = y - clientY + scrollY - scrolled;
                const isAbove = (number) => {
                    const each = boxes[number];
                    return each && each.top + each.height / 2 < moved + (number < from ? box.top : box.bottom);
                };
                const slide = (number) => shift(way[number], ((number >= at) - (number >= from)) * gap);
                shift(film, moved);
                while (isAbove(at)) {
                    slide(at++);
                }
                while (at && !isAbove(at - 1)) {
                    slide(--at);
                }
                isOut = clientY + moved > line;
                others.parentElement.classList.toggle("over", isOut);
            };
            const scroll = () => {
                const pull = (y > Math.max(clientY, innerHeight - EDGE)) - (y < Math.min(clientY, EDGE));
                if (pull) {
                    window.scrollBy({top: pull * STEP, behavior: "instant"});
                }
                follow();
                frame = requestAnimationFrame(scroll);
            };
            const drop = ({type}) => {
                follow();
                if (type === "pointerup" && (isOut || at !== from)) {
                    step(isOut ? "out" : "move", film, at + 1);
                } else {
                    show(order);
                    say("", film);
                }
            };
            const on = (type, act) => window.addEventListener(type, act, {signal: stop.signal, capture: true});

            settle = () => {
                settle = null;
                stop.abort();
                cancelAnimationFrame(frame);
                [film, ...way].forEach((each) => shift(each));
                film.classList.remove("dragged");
                editor.classList.remove("dragging");
                others.parentElement.classList.remove("over");
            };
            on("pointermove", (moved) => { y = moved.clientY; });
            on("pointerup", drop);
            on("pointercancel", drop);
            on("keydown", (pressed) => {
                if (pressed.key === "Escape") {
                    pressed.preventDefault();
                    pressed.stopPropagation();
                    drop(pressed);
                }
            });
            event.preventDefault();
            target.setPointerCapture(event.pointerId);
            film.classList.add("dragged");
            editor.classList.add("dragging");
            scroll();
        },
    };

    read();
    for (const type in acts) {
        editor.addEventListener(type, (event) => acts[type](event, event.target.closest(".film")));
    }
    form.addEventListener("restored", read);
    window.addEventListener("pageshow", read); // going back, the browser fills in what was typed
    editor.classList.add("ready");
    editor.querySelector(".filter")?.removeAttribute("hidden");
};

customElements.define("split-order", class extends HTMLElement {
    connectedCallback() {
        if (!this.classList.contains("ready")) {
            start(this);
        }
    }
});
