package io.mudanza.messaging.cloudevent;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * A CloudEvents 1.0 event.
 *
 * @param id      unique per source; what the inbox remembers
 * @param source  who says it, for instance {@code /nodes/local/exporting}
 * @param type    one of {@link io.mudanza.contracts.event.EventType}
 * @param subject the job's id
 * @param time    when it happened
 * @param data    JSON in UTF-8
 * @param headers other headers of the record, such as {@code authorization}; never logged
 */
public record CloudEvent(
        String id, String source, String type, String subject, Instant time, byte[] data, Map<String, String> headers) {

    public CloudEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(data, "data");
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }

    /** A new event of this moment. */
    public static CloudEvent of(String source, String type, String subject, Object data) {
        return new CloudEvent(
                TimeOrderedId.next().toString(), source, type, subject, Instant.now(), ContractJson.write(data), null);
    }

    /**
     * The data as a record of the contracts; unknown fields are ignored.
     *
     * @throws MalformedEventException when the data is not of that form
     */
    public <T> T dataAs(Class<T> form) {
        return ContractJson.read(data, form);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CloudEvent that
                && id.equals(that.id)
                && type.equals(that.type)
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "CloudEvent[" + type + " " + id + " of " + subject + "]";
    }
}
