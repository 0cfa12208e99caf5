/* Finds a film among many that are not ranked yet: the others are hidden while a name is typed, and Enter ranks the first. */
const search = document.getElementById("filter");
const others = document.querySelector(".others");
const films = [...document.querySelectorAll(".film")];
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const filter = () => {
    const wanted = fold(search.value);
    films.forEach((film) => { film.hidden = others.contains(film) && !fold(film.dataset.title).includes(wanted); });
};

search.parentElement.hidden = false;
search.addEventListener("input", filter);
search.form.addEventListener("change", filter);
search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
        event.preventDefault();
        if (search.value) {
            others.querySelector(".film:not([hidden]) .do-add")?.click();
            search.select();
        }
    }
});
