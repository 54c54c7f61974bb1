package io.mudanza.answers;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The body of an answer that goes from one service to another inside one process, and not over the connection between them:
 * whoever asks offers to take it and names the offer in the request. In another process nobody knows that name, and the body
 * comes over the connection as ever. An offer ends with {@link #close()}; nothing is kept after it.
 */
public final class Handover implements AutoCloseable {

    /** Header of a request that names an offer. */
    public static final String HEADER = "X-Mudanza-Handover";

    private static final Map<String, Handover> OFFERED = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private volatile Body body;

    /**
     * What was handed over.
     *
     * @param entity entity of the answer
     * @param length bytes; -1 when nobody knows yet
     */
    public record Body(Object entity, long length) {}

    private Handover() {}

    /** A new offer. */
    public static Handover offer() {
        Handover offer = new Handover();
        OFFERED.put(offer.name, offer);
        return offer;
    }

    /** The value of {@link #HEADER}. */
    public String name() {
        return name;
    }

    /** What was handed over; null when the body comes over the connection. */
    public Body taken() {
        return body;
    }

    /**
     * Hands a body over.
     *
     * @param request headers of the request
     * @return false when nobody in this process has offered to take it: it is to be sent
     */
    public static boolean give(HttpHeaders request, Object entity, long length) {
        String name = request.getHeaderString(HEADER);
        Handover offer = name == null ? null : OFFERED.get(name);
        if (offer == null) {
            return false;
        }
        offer.body = new Body(entity, length);
        return true;
    }

    @Override
    public void close() {
        OFFERED.remove(name);
    }
}
