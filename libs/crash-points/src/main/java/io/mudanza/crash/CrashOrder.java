package io.mudanza.crash;

/**
 * What is to happen where.
 *
 * @param point name of the point
 * @param pass  at which pass, from 1
 * @param hold  wait there instead of ending the process
 */
record CrashOrder(String point, int pass, boolean hold) {

    /**
     * Reads {@code NAME[:n][:hold]}; names may have colons themselves.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static CrashOrder of(String text) {
        String rest = text.strip();
        boolean hold = rest.endsWith(":hold");
        if (hold) {
            rest = rest.substring(0, rest.length() - ":hold".length());
        }
        int colon = rest.lastIndexOf(':');
        boolean counted = colon >= 0 && rest.substring(colon + 1).matches("\\d{1,6}");
        int pass = counted ? Integer.parseInt(rest.substring(colon + 1)) : 1;
        String point = counted ? rest.substring(0, colon) : rest;
        if (point.isEmpty() || pass < 1) {
            throw new IllegalArgumentException("A crash point is NAME or NAME:n, not '" + text + "'.");
        }
        return new CrashOrder(point, pass, hold);
    }
}
