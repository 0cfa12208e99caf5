/*
 * How far the reader agrees with the author, told while they give places.
 * The numbers and words are those of the server, which tells them again once the form is sent.
 */
const ENOUGH = 4; // films in common, before a percentage is given

const form = document.getElementById("rank");
const live = form.querySelector(".live");
const told = live.querySelector(".told");
const marks = form.querySelectorAll(".your-place");
const rows = [...form.querySelectorAll("[data-position]")].sort((a, b) => a.dataset.position - b.dataset.position);

/* The place of each film that has one, in the author's order; films below all others share a last one. */
const ranked = (given) => {
    const below = form.elements.rest.value === "below" && given.some(Boolean) ? Infinity : 0;
    return given.map((place) => place || below).filter(Boolean);
};

/* The author puts no two films level, so a pair that the reader does counts a half. */
const words = (places) => {
    const compared = places.length * (places.length - 1) / 2;
    let halves = 0;
    places.forEach((place, number) => {
        for (const better of places.slice(0, number)) {
            halves += better < place ? 2 : Number(better === place);
        }
    });
    const percent = Math.floor((100 * halves + compared) / (2 * compared)); // in whole numbers, as the server
    const share = places.length < ENOUGH ? "" : `, ${percent}\u00a0%`;
    return `same order in ${halves / 2} of ${compared} pair${compared === 1 ? "" : "s"}${share}`;
};

const show = () => {
    const given = rows.map((row) => Number(row.querySelector("[name^=place_]").value));
    const places = ranked(given);
    const now = places.length < 2 ? told.dataset.before : words(places);
    marks.forEach((mark, number) => { mark.textContent = given[number] ? `you: ${given[number]}` : ""; });
    if (told.textContent !== now) {
        told.textContent = now;
    }
};

live.hidden = false;
show();
form.addEventListener("change", show);
window.addEventListener("pageshow", show); // going back to the page, the browser fills in what was chosen
