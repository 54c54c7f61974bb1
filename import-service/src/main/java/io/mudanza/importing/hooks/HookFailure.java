package io.mudanza.importing.hooks;

/** A hook that did not do what it should. The message is part of a sentence, without secrets: "ended with code 3". */
final class HookFailure extends Exception {

    HookFailure(String how) {
        super(how);
    }

    HookFailure(String how, Throwable cause) {
        super(how, cause);
    }
}
