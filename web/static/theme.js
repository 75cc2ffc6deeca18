// Before the first paint: the theme that was chosen, else the system's.
try {
    const chosen = JSON.parse(localStorage.getItem('rialto.preferences') ?? '{}');
    if (['dark', 'light', 'floor'].includes(chosen.theme)) {
        document.documentElement.dataset.theme = chosen.theme;
    }
    if (chosen.colours) document.documentElement.dataset.colours = chosen.colours;
} catch {
    // A browser that keeps nothing follows the system.
}
