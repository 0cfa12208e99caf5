/* The steps of comments/editing.py, in place. */
const EDGE = 96; // pixels
const KEYS = {ArrowUp: "up", ArrowDown: "down", Home: "top"};
const PLACES = {top: 1, add: Infinity};
const lively = matchMedia("(prefers-reduced-motion: no-preference)");
let editor, yours, others, undo, films, order, settle;

const box = (element) => element.getBoundingClientRect();
const top = (film) => box(film).top;
const scroll = (by) => scrollBy({top: by, behavior: "instant"});
const by = (name) => (a, b) => a.dataset[name] - b.dataset[name];
const find = (part) => editor.querySelector(part);
const isShown = (element) => element.getClientRects().length;

/* An order is tiers of films, best first. */
const dump = () => order.map((tier) => tier.map((film) => film.dataset.film).join("=")).join(" ") || "-";

const stepped = (film, verb, place = PLACES[verb]) => {
    const rest = order.map((tier) => tier.filter((each) => each !== film)).filter((tier) => tier[0]);
    const at = order.findIndex((tier) => tier.includes(film));
    if (verb === "level" && order[at][0] === film) {
        rest[at - 1]?.push(film);
        return at ? rest : order;
    }
    if (verb !== "out") {
        let next = 1;
        const index = place ? rest.findIndex((tier) => (next += tier.length) - tier.length >= place)
            : verb === "up" ? Math.max(at - !order[at][1], 0) : at + 1;
        rest.splice(index < 0 ? rest.length : index, 0, [film]);
    }
    return rest;
};

const arrange = (list, wanted) => {
    let next = list.firstElementChild;
    for (const film of wanted) {
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

const write = (film, place, tier = [film]) => {
    const shown = film.querySelector(".number");
    const number = place + (tier[1] ? "=" : "");
    film.place.value = place;
    film.classList.toggle("joined", tier[0] !== film);
    if (shown.textContent !== number) {
        shown.textContent = number;
    }
};

/* The next film comes under the finger. */
const show = (film, next) => {
    const before = films.map(top);
    const left = new Set(films);
    let place = 1;
    settle?.();
    for (const tier of order) {
        for (const each of tier) {
            write(each, place, tier);
            left.delete(each);
        }
        place += tier.length;
    }
    left.forEach((each) => write(each, ""));
    arrange(yours, order.flat());
    arrange(others, left);
    if (next) {
        scroll(top(next) - before[films.indexOf(film)]);
    } else if (lively.matches) {
        films.map(top).forEach((now, index) => {
            if (now !== before[index]) {
                films[index].animate({transform: [`translateY(${before[index] - now}px)`, "none"]}, 180);
            }
        });
    }
};

const read = () => {
    const tiers = new Map();
    for (const film of editor.querySelectorAll(".film")) {
        film.place = film.querySelector("[name^=place_]");
        const place = +film.place.value;
        if (place) {
            tiers.set(place, tiers.get(place) ?? []).get(place).push(film);
        }
    }
    order = [...tiers].sort(([a], [b]) => a - b).map(([, tier]) => tier);
    show();
};

const say = (verb, film, end) => {
    const words = {film: film?.dataset.title, place: film?.place.value, count: order.flat().length};
    const tier = order.find((each) => each.includes(film));
    const name = film ? tier ? end || (tier[1] ? "level" : "place") : "out" : verb;
    const told = find("[role=status]");
    const text = editor.getAttribute(`data-say-${name}`).replace(/{(\w+)}/g, (_, word) => words[word]);
    told.textContent = text + (text === told.textContent ? "\xa0" : ""); // heard again
};

const step = (verb, film, place) => {
    const earlier = undo.value.split(";").filter(Boolean);
    const before = dump();
    const focused = document.activeElement;
    const waiting = [...others.children].filter(isShown);
    const at = waiting.indexOf(film);
    const next = verb === "add" && (waiting[at + 1] ?? waiting[at - 1]);
    if (verb === "undo") {
        verb = earlier[0] ? verb : "nothing";
        order = (earlier.pop() ?? before).split(/[ -]/).filter(Boolean)
            .map((tier) => tier.split("=").map((pk) => find(`#film-${pk}`)));
    } else {
        order = film ? stepped(film, verb, place) : verb === "author" ? [...films].sort(by("position")).map((each) => [each]) : [];
        earlier.push(...dump() === before ? [] : [before]);
    }
    const end = dump() === before && verb !== "move" && (verb === "down" ? "last" : "first");
    show(film, next);
    undo.value = earlier.slice(-20).join(";");
    say(verb, film, end);
    if (editor.contains(focused)) {
        [focused, ...(next || film)?.querySelectorAll("button") ?? []].find(isShown)?.focus();
    }
    undo.form.dispatchEvent(new Event("change", {bubbles: true}));
};

const drag = (film, {target, clientX, clientY, pointerId}) => {
    const way = order.flat();
    const from = way.indexOf(film);
    const boxes = way.map(box);
    const {top, bottom, height} = boxes[from];
    const room = box(others.parentElement);
    const scrolled = scrollY;
    let [x, y, at, isOut, frame] = [clientX, clientY];
    const follow = () => {
        const off = y - clientY + scrollY - scrolled;
        at = boxes.filter((each, index) => index !== from && each.top + each.height / 2 < off + (index < from ? top : bottom)).length;
        way.forEach((each, index) => {
            each.style.transform = `translateY(${index === from ? off : ((index - (index > from) >= at) - (index > from)) * height}px)`;
        });
        isOut = x > room.left && clientY + off > room.top;
        editor.classList.toggle("over", isOut);
    };
    const run = () => {
        const pull = (y > Math.max(clientY, innerHeight - EDGE)) - (y < Math.min(clientY, EDGE));
        scroll(pull * 12);
        follow();
        frame = requestAnimationFrame(run);
    };
    const drop = ({type}) => {
        follow();
        if (type === "pointerup" && (isOut || at !== from)) {
            step(isOut ? "out" : "move", film, at + 1);
        } else {
            show();
            say("", film);
        }
    };
    const escape = (event) => {
        if (event.key === "Escape") {
            event.stopPropagation();
            drop(event);
        }
    };
    settle = () => {
        settle = target.onpointermove = target.onpointerup = target.onpointercancel = null;
        removeEventListener("keydown", escape, true);
        cancelAnimationFrame(frame);
        way.forEach((each) => { each.style.transform = ""; });
        film.classList.remove("dragged");
        editor.classList.remove("dragging", "over");
    };
    addEventListener("keydown", escape, true);
    target.setPointerCapture(pointerId);
    target.onpointermove = (event) => { [x, y] = [event.clientX, event.clientY]; };
    target.onpointerup = target.onpointercancel = drop;
    film.classList.add("dragged");
    editor.classList.add("dragging");
    run();
};

/* Else the server acts. */
const acts = {
    click({target}) {
        const [verb, pk] = target.closest("[name=do]")?.value.split(":") ?? ["read"];
        return verb !== "read" && !step(verb, pk && find(`#film-${pk}`));
    },
    change({target}, film) {
        return target === film?.place && !step(+target.value ? "move" : "out", film, +target.value);
    },
    keydown(event, film) {
        const verb = event.altKey && event.target !== film?.place && KEYS[event.key];
        return verb && yours.contains(film) ? !step(verb, film) : event.key === "Enter" && acts.change(event, film);
    },
    pointerdown(event, film) {
        return !settle && !event.button && event.target.matches(".handle") && !drag(film, event);
    },
};

customElements.define("split-order", class extends HTMLElement {
    connectedCallback() {
        editor = this;
        yours = find(".yours");
        others = find(".others");
        ({undo} = this.closest("form").elements);
        films = [...this.querySelectorAll(".film")].sort(by("shelf"));
        read();
        for (const type in acts) {
            this.addEventListener(type, (event) => acts[type](event, event.target.closest(".film")) && event.preventDefault());
        }
        undo.form.addEventListener("restored", read);
        addEventListener("pageshow", read);
        this.classList.add("ready");
    }
});
