package io.mudanza.engine.tasks;

import java.util.function.BooleanSupplier;

/** Other processes that take tasks of a load, as far as they have nothing to do. Thread-safe. */
public interface Assistants {

    /** Everything is done in this process. */
    Assistants NONE = new Assistants() {
        @Override
        public int streams() {
            return 0;
        }

        @Override
        public String mark() {
            return "";
        }

        @Override
        public Answer have(String content, BooleanSupplier takeBack) {
            return new Answer.NotDone(false, "");
        }
    };

    /** Tasks that they could do at once now; asked often. */
    int streams();

    /** Tasks that are offered to them at once: twice as many as they could do, so that nobody waits for the next one. */
    default int wanted() {
        return Math.min(64, 2 * streams());
    }

    /** What the names of their sessions in the target begin with; empty when there can be none. */
    String mark();

    /**
     * Has a task done, and waits for it.
     *
     * @param takeBack asked several times a second: whether to take it back when nobody has begun it
     */
    Answer have(String content, BooleanSupplier takeBack) throws InterruptedException;

    /** What became of a task. */
    sealed interface Answer {

        /**
         * It was done.
         *
         * @param by     who did it
         * @param result what it says about it
         */
        record Done(String by, String result) implements Answer {}

        /**
         * It counts as not begun.
         *
         * @param failed whether somebody tried and could not
         * @param mark   name of the session of one that has fallen silent; empty when nobody is at it
         */
        record NotDone(boolean failed, String mark) implements Answer {}
    }
}
