package io.mudanza.gateway.node;

/** The other services of this node. */
public enum NodeService {
    EXPORTING("exporting"),
    IMPORTING("importing"),
    TRANSFER("transfer"),
    VERIFYING("verifying"),
    TOKEN("token");

    private final String wire;

    NodeService(String wire) {
        this.wire = wire;
    }

    /** Name in settings and paths. */
    public String wire() {
        return wire;
    }
}
