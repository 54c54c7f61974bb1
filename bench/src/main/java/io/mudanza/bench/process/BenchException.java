package io.mudanza.bench.process;

/** A measurement that could not be made, with what to do. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BenchException(String message) {
        super(message);
    }
}
