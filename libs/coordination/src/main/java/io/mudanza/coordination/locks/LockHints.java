package io.mudanza.coordination.locks;

import java.time.Duration;

/** A quick opinion about who has a lock, so that those who wait need not ask the database each time. It may be wrong or absent. */
public interface LockHints {
    /** Knows nothing. */
    LockHints NONE = new LockHints() {
        @Override
        public void held(LockName name, long fence, Duration lease) {
            // Nothing is remembered.
        }

        @Override
        public void released(LockName name, long fence) {
            // Nothing was remembered.
        }

        @Override
        public boolean seemsHeld(LockName name) {
            return false;
        }
    };

    /** The lock was given or renewed. Never throws. */
    void held(LockName name, long fence, Duration lease);

    /** The lock was given back. Never throws. */
    void released(LockName name, long fence);

    /** Whether somebody seems to have it; false also when nothing is known. Never throws. */
    boolean seemsHeld(LockName name);
}
