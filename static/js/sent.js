/*
 * On the receipt: what this device kept of the comment has arrived.
 * A form's token begins with the key of the comment that it makes, and that key is this page's address.
 */
const key = location.pathname.split("/").at(-2);
try {
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith("draft:"))) {
        const [payload] = JSON.parse(localStorage.getItem(name)).token.split(":");
        if (atob(payload.replaceAll("-", "+").replaceAll("_", "/")).includes(key)) {
            localStorage.removeItem(name);
        }
    }
} catch {
    // A device that lets nobody look has kept nothing.
}
