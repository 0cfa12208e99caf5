/*
 * Keeps what is typed on this device until it has arrived, which sent.js sees on the receipt.
 * Where the device keeps nothing, the form is as it was.
 */
const KEPT = 30 * 24 * 60 * 60 * 1000; // milliseconds

const form = document.getElementById("rank");
const note = document.getElementById("draft");
const {token, parent, undo} = form.elements;
const {pathname, search} = new URL(form.action);
const name = `draft:${pathname}${search}`;
const fresh = token.value;

const attempt = (act) => {
    try {
        return act(localStorage);
    } catch {
        return null; // no storage, a full one, or something else in it
    }
};

const typed = () => [...new FormData(form)].filter(([field]) => ![token, parent, undo].includes(form.elements[field]));
const isUntouched = () => typed().every(([field, value]) => !value || field === "rest");

const save = (sent) => attempt((storage) => {
    if (isUntouched()) {
        storage.removeItem(name);
    } else {
        storage.setItem(name, JSON.stringify({at: Date.now(), token: token.value, sent, typed: typed()}));
    }
});

const edited = () => {
    token.value = fresh;
    save(false);
};

const fill = (draft) => {
    for (const [field, value] of draft.typed) {
        const element = form.elements[field];
        if (element) {
            element.value = value;
            element.closest?.("details")?.toggleAttribute("open", Boolean(value));
        }
    }
    if (draft.sent) {
        token.value = draft.token; // it may have arrived, though no answer came: sent again, it is the same comment
    }
    note.hidden = false;
    form.dispatchEvent(new Event("restored"));
};

const forgetOld = (storage) => {
    for (const key of Object.keys(storage).filter((each) => each.startsWith("draft:"))) {
        if (!(JSON.parse(storage.getItem(key)).at > Date.now() - KEPT)) {
            storage.removeItem(key);
        }
    }
};

attempt(forgetOld);
const draft = attempt((storage) => JSON.parse(storage.getItem(name)));
if (draft && isUntouched()) {
    fill(draft);
}
form.addEventListener("input", edited);
form.addEventListener("change", edited);
form.addEventListener("submit", () => save(true));
note.querySelector("button").addEventListener("click", () => {
    form.reset();
    if (undo) {
        undo.value = "";
    }
    note.hidden = true;
    form.dispatchEvent(new Event("restored"));
    edited();
});
