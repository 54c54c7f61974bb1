package io.mudanza.outbound.client;

import java.util.Map;

/** Adds headers that belong to one sending of a request, such as a proof with a time in it. */
@FunctionalInterface
public interface RequestHeaders {

    /** Nothing is added. */
    RequestHeaders NONE = request -> Map.of();

    Map<String, String> of(OutboundRequest request);
}
