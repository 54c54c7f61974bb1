package io.mudanza.importing.hooks;

/** Something of the operator's that is run before or after a switch. */
@FunctionalInterface
interface Hook {

    /**
     * Runs and waits for the end.
     *
     * @throws HookFailure when it fails or takes too long
     */
    void run(HookCall call) throws HookFailure, InterruptedException;
}
