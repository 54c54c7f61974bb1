package io.mudanza.gateway.access;

/**
 * A token as it was shown.
 *
 * @param address of the caller's socket
 */
record Presented(String token, String address) {
    /** Without the token. */
    @Override
    public String toString() {
        return "Presented[from " + address + "]";
    }
}
