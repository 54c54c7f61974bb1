package io.mudanza.gateway.requests;

/** Address and token of a peer. Goes to the file-transfer service and nowhere else. */
public record PeerAccess(String url, String token) {
    /** The address as it may be shown: without user, query and fragment. */
    public String shown() {
        try {
            java.net.URI uri = java.net.URI.create(url);
            return new java.net.URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null)
                    .toString();
        } catch (IllegalArgumentException | java.net.URISyntaxException malformed) {
            throw Fields.wrong("url", "an address like https://host");
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "PeerAccess[" + shown() + "]";
    }
}
