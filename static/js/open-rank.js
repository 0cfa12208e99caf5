/* Opens the form in its place in the article. Where that fails, the link leads to the form as ever. */
const call = document.querySelector(".call");
const link = call.querySelector("a");
let room;

const make = (name, values) => Object.assign(document.createElement(name), values);

const load = (name, values) => new Promise((done) => {
    document.head.append(make(name, {...values, onload: done, onerror: done}));
});

const toggle = (isOpen) => {
    room.hidden = !isOpen;
    call.hidden = isOpen;
    (isOpen ? room.querySelector("h2") : link).focus();
};

const fill = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
    const find = (selector) => [...page.querySelectorAll(selector)];
    const [heading] = find("h1");
    const title = make("h2", {tabIndex: -1, textContent: heading.textContent});
    const close = make("button", {className: "button close", textContent: call.dataset.close, onclick: () => toggle(false)});
    heading.replaceWith(title);
    find("#rank")[0].action = link.href;
    find("[formaction]").forEach((button) => button.removeAttribute("formaction"));
    find(".page-head > p:has(a)").forEach((back) => back.remove());
    await Promise.all(find("[rel=stylesheet]")
        .filter((style) => !document.querySelector(`[href="${style.getAttribute("href")}"]`))
        .map(({href}) => load("link", {rel: "stylesheet", href})));
    room = make("section", {className: "opened"});
    room.append(close, ...find("main > *"));
    room.addEventListener("keydown", ({key, target}) => key === "Escape" && target.type !== "search" && toggle(false));
    call.after(room);
    find("script[src]").forEach(({src}) => load("script", {src, type: "module", async: false}));
};

let filled;
document.addEventListener("click", async (event) => {
    if (event.target.closest("a")?.href === link.href && !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)) {
        event.preventDefault();
        try {
            await (filled ??= fill());
            toggle(true);
        } catch {
            location = link.href;
        }
    }
});
