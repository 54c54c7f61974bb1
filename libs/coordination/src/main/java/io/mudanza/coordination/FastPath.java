package io.mudanza.coordination;

import java.time.Duration;

/** A quick opinion about a lease. It may be wrong, late or absent at any time: the referee has the last word. */
public interface FastPath {
    /** A fast path that is switched off. */
    FastPath NONE = new FastPath() {
        @Override
        public boolean seemsFree(String resource, String holder, Duration ttl) {
            return true;
        }

        @Override
        public void forget(String resource, String holder) {
            // Nothing is remembered.
        }
    };

    /** False when somebody else seems to hold the resource; notes the holder otherwise. Never throws. */
    boolean seemsFree(String resource, String holder, Duration ttl);

    /** The holder has given the resource back. Never throws. */
    void forget(String resource, String holder);
}
