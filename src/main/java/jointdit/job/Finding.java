package jointdit.job;

/**
 * What a check of the machine found.
 *
 * @param name what was checked
 * @param fine whether it will do
 * @param text what is there, and where it will not do the way out
 */
record Finding(String name, boolean fine, String text) {
    static Finding of(boolean fine, String name, String found, String wayOut) {
        return new Finding(name, fine, fine ? found : found + "; " + wayOut);
    }

    String line() {
        return "%-5s %-12s %s".formatted(fine ? "ok" : "FAIL", name, text);
    }
}
