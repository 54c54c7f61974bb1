package io.mudanza.crash;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Carries out one order at its pass, once. */
final class PassCounter implements CrashPoints {
    private final CrashOrder order;
    private final Consumer<CrashOrder> action;
    private final AtomicInteger passes = new AtomicInteger();

    PassCounter(CrashOrder order, Consumer<CrashOrder> action) {
        this.order = order;
        this.action = action;
    }

    @Override
    public void reached(String point) {
        if (point.equals(order.point()) && passes.incrementAndGet() == order.pass()) {
            action.accept(order);
        }
    }
}
