package io.mudanza.importing.hooks;

/** When a hook runs. */
enum HookPoint {
    BEFORE("before-publish"),
    AFTER("after-publish");

    private final String wire;

    HookPoint(String wire) {
        this.wire = wire;
    }

    /** The form used in settings, for hooks and for people. */
    String wire() {
        return wire;
    }
}
