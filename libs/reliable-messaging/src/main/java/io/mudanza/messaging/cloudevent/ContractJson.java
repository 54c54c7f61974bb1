package io.mudanza.messaging.cloudevent;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.mudanza.contracts.event.LogLevel;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobStatus;
import io.mudanza.contracts.job.TargetMode;
import io.mudanza.contracts.job.VerifyLevel;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.contracts.step.Worker;
import java.io.IOException;
import java.util.function.Function;

/**
 * The JSON of the contracts: snake_case, enums in their wire form, unknown fields ignored. It is independent of the
 * application's own mapper, which in one process belongs to all services.
 */
public final class ContractJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(new JavaTimeModule())
            .addModule(wireForms())
            .build();

    private ContractJson() {}

    /** A mapper of one's own to configure further. */
    public static ObjectMapper newMapper() {
        return MAPPER.copy();
    }

    /** JSON in UTF-8. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("not serialisable: " + value.getClass().getName(), impossible);
        }
    }

    /** @throws MalformedEventException when the JSON is not of that form; the message repeats no content */
    public static <T> T read(byte[] json, Class<T> form) {
        try {
            T value = MAPPER.readValue(json, form);
            if (value == null) {
                throw new MalformedEventException("null is no " + form.getSimpleName());
            }
            return value;
        } catch (JsonProcessingException malformed) {
            malformed.clearLocation();
            throw new MalformedEventException("not a readable " + form.getSimpleName(), malformed);
        } catch (IOException | RuntimeException malformed) {
            throw new MalformedEventException("not a readable " + form.getSimpleName(), malformed);
        }
    }

    private static SimpleModule wireForms() {
        SimpleModule module = new SimpleModule("mudanza-wire-forms");
        wire(module, JobDirection.class, JobDirection::wire, JobDirection::ofWire);
        wire(module, JobStatus.class, JobStatus::wire, JobStatus::ofWire);
        wire(module, VerifyLevel.class, VerifyLevel::wire, VerifyLevel::ofWire);
        wire(module, TargetMode.class, TargetMode::wire, TargetMode::ofWire);
        wire(module, StepKind.class, StepKind::wire, StepKind::ofWire);
        wire(module, LogLevel.class, LogLevel::wire, LogLevel::ofWire);
        wire(module, Worker.class, Worker::wire, text -> Worker.valueOf(text.toUpperCase(java.util.Locale.ROOT)));
        return module;
    }

    private static <E extends Enum<E>> void wire(
            SimpleModule module, Class<E> type, Function<E, String> write, Function<String, E> read) {
        module.addSerializer(type, new StdSerializer<E>(type) {
            @Override
            public void serialize(E value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new StdDeserializer<E>(type) {
            @Override
            public E deserialize(JsonParser in, DeserializationContext context) throws IOException {
                String text = in.getValueAsString();
                try {
                    return read.apply(text == null ? "" : text);
                } catch (IllegalArgumentException unknown) {
                    throw context.weirdStringException(text, type, "not one of the known values");
                }
            }
        });
    }
}
