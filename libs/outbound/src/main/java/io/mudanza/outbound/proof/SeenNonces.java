package io.mudanza.outbound.proof;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Remembers nonces until nobody would believe them any more. When it is full, nothing more is believed. */
final class SeenNonces {

    private final int most;
    private final Set<String> seen = new HashSet<>();
    private final Deque<Kept> order = new ArrayDeque<>();

    private record Kept(String nonce, Instant until) {}

    SeenNonces(int most) {
        this.most = most;
    }

    synchronized boolean first(String nonce, Instant now, Instant until) {
        while (!order.isEmpty() && order.peekFirst().until().isBefore(now)) {
            seen.remove(order.pollFirst().nonce());
        }
        if (seen.size() >= most || !seen.add(nonce)) {
            return false;
        }
        order.addLast(new Kept(nonce, until));
        return true;
    }
}
