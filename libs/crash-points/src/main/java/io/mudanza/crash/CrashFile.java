package io.mudanza.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * An order in a file that a test writes while the process runs. When it is carried out the file becomes {@code
 * FILE.fired} with the process id in it, before the process ends: the next start is not caught in the same place. An
 * order to hold waits there until {@code FILE.fired} is deleted; the test stops or cuts what it likes meanwhile.
 */
final class CrashFile implements CrashPoints {
    private final Path file;
    private final Path fired;
    private final Consumer<CrashOrder> end;
    private String last = "";
    private PassCounter counter;

    CrashFile(Path file, Consumer<CrashOrder> end) {
        this.file = file;
        this.fired = file.resolveSibling(file.getFileName() + ".fired");
        this.end = end;
    }

    @Override
    public void reached(String point) {
        PassCounter current = counter();
        if (current != null) {
            current.reached(point);
        }
    }

    private synchronized PassCounter counter() {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (NoSuchFileException none) {
            last = "";
            return null;
        } catch (IOException unreadable) {
            return null;
        }
        if (text.isEmpty()) {
            return null;
        }
        if (!text.equals(last)) {
            last = text;
            counter = new PassCounter(CrashOrder.of(text), this::fire);
        }
        return counter;
    }

    private void fire(CrashOrder order) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
            Files.writeString(draft, String.valueOf(ProcessHandle.current().pid()));
            try {
                Files.delete(file);
            } catch (NoSuchFileException another) {
                // Another process of the node came first: the order was for one.
                Files.delete(draft);
                return;
            }
            Files.move(draft, fired, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new IllegalStateException("The crash point's file " + file + " cannot be changed", failed);
        }
        if (order.hold()) {
            hold();
        } else {
            end.accept(order);
        }
    }

    private void hold() {
        boolean interrupted = false;
        while (Files.exists(fired)) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException stopped) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
