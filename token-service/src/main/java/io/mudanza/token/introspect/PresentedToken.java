package io.mudanza.token.introspect;

/** A token as a caller showed it, and the address of the caller's socket. */
public record PresentedToken(String token, String address) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "PresentedToken[from " + address + "]";
    }
}
