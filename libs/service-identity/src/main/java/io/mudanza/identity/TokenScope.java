package io.mudanza.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a migration token is limited to. What a scope does not name it does not give: a token for tables gives no
 * media, a token for media no tables. A scope with only a job gives all of that job and nothing else.
 *
 * @param job    the only job, or null
 * @param tables {@code schema.table} and {@code schema.*}; null when the scope names none
 * @param media  folder of media keys without a slash at its ends, empty for all media; null when it gives none
 */
public record TokenScope(UUID job, List<String> tables, String media) {

    private static final Pattern TABLE = Pattern.compile("[^\\s.*\"\\p{Cntrl}]{1,63}\\.([^\\s.*\"\\p{Cntrl}]{1,63}|\\*)");
    private static final Pattern UNSAFE_KEY = Pattern.compile("(^|/)\\.{0,2}(/|$)|[\\\\\\p{Cntrl}]");
    private static final Set<String> FIELDS = Set.of("job", "tables", "media");
    private static final int MOST_TABLES = 1000;
    private static final int LONGEST_MEDIA = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    public TokenScope {
        tables = tables == null ? null : List.copyOf(tables);
    }

    /**
     * The scope that JSON writes; null for none.
     *
     * @throws IllegalArgumentException with a sentence for the one who wrote it
     */
    public static TokenScope of(JsonNode json) {
        if (json == null || json.isNull() || json.isMissingNode()) {
            return null;
        }
        if (!json.isObject() || json.isEmpty()) {
            throw new IllegalArgumentException("scope must be an object with at least one of job, tables, media");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("scope knows only job, tables and media");
            }
        });
        return new TokenScope(jobOf(json.get("job")), tablesOf(json.get("tables")), mediaOf(json.get("media")));
    }

    private static UUID jobOf(JsonNode job) {
        if (job == null) {
            return null;
        }
        try {
            UUID id = UUID.fromString(job.textValue() == null ? "" : job.textValue());
            if (id.toString().equals(job.textValue())) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below, together with ids in a short form.
        }
        throw new IllegalArgumentException("scope.job must be the id of a job");
    }

    private static List<String> tablesOf(JsonNode tables) {
        if (tables == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        tables.forEach(name -> names.add(name.isTextual() ? name.textValue() : ""));
        if (!tables.isArray() || names.isEmpty() || names.size() > MOST_TABLES || !names.stream().allMatch(
                name -> TABLE.matcher(name).matches())) {
            throw new IllegalArgumentException("scope.tables takes 1 to " + MOST_TABLES
                    + " names such as public.users and billing.*");
        }
        return names;
    }

    private static String mediaOf(JsonNode media) {
        if (media == null) {
            return null;
        }
        String text = media.isTextual() ? media.textValue() : "/";
        String folder = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (text.length() > LONGEST_MEDIA || text.equals("/") || !folder.isEmpty() && UNSAFE_KEY.matcher(folder).find()) {
            throw new IllegalArgumentException(
                    "scope.media takes a folder of media keys such as avatars/2026, or an empty text for all media");
        }
        return folder;
    }

    /** Whether it gives all media. */
    public boolean givesAllMedia() {
        return media != null && media.isEmpty();
    }

    /** Whether it gives the media file. A key that is not plainly written is in no scope. */
    public boolean givesMedia(String key) {
        return media != null && key != null && !key.isEmpty() && !UNSAFE_KEY.matcher(key).find()
                && (media.isEmpty() || key.equals(media) || key.startsWith(media + "/"));
    }

    /** Whether it gives each of the tables that are asked for. None asked for means all tables, which it never gives. */
    public boolean givesTables(List<String> asked) {
        return tables != null && !asked.isEmpty() && asked.stream().allMatch(this::givesTable);
    }

    private boolean givesTable(String asked) {
        return TABLE.matcher(asked).matches()
                && (tables.contains(asked) || tables.contains(asked.substring(0, asked.indexOf('.')) + ".*"));
    }

    /** Whether the other gives nothing that this one does not give. */
    public boolean covers(TokenScope other) {
        if (job != null) {
            boolean narrowed = (tables == null || other.tables != null && givesTables(other.tables))
                    && (media == null || other.media == null || givesFolder(other.media));
            return job.equals(other.job) && narrowed;
        }
        boolean tablesFit = other.tables == null ? other.job == null : givesTables(other.tables);
        return tablesFit && (other.media == null || media != null && givesFolder(other.media));
    }

    private boolean givesFolder(String folder) {
        return media.isEmpty() || folder.equals(media) || folder.startsWith(media + "/");
    }

    /** As it is written in JSON. */
    public JsonNode json() {
        ObjectNode json = JSON.createObjectNode();
        if (job != null) {
            json.put("job", job.toString());
        }
        if (tables != null) {
            ArrayNode names = json.putArray("tables");
            tables.forEach(names::add);
        }
        if (media != null) {
            json.put("media", media);
        }
        return json;
    }
}
