package io.mudanza.gateway.requests;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When something is due: a cron expression of five fields in a time zone. */
public final class Timetable {

    private static final int LONGEST = 200;
    private static final CronParser PARSER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final String cron;
    private final ZoneId zone;
    private final ExecutionTime times;

    private Timetable(String cron, ZoneId zone, ExecutionTime times) {
        this.cron = cron;
        this.zone = zone;
        this.times = times;
    }

    /**
     * Reads an expression.
     *
     * @param zone name of the zone ({@code America/Santiago}); null for UTC
     * @throws io.mudanza.gateway.problem.ProblemException invalid_request when one of both is none, or never comes
     */
    public static Timetable of(String cron, String zone) {
        ZoneId where;
        try {
            where = ZoneId.of(zone == null ? "UTC" : Fields.required("time_zone", zone, LONGEST));
        } catch (DateTimeException unknown) {
            throw Fields.wrong("time_zone", "the name of a zone, such as America/Santiago or UTC");
        }
        String text = Fields.required("cron", cron, LONGEST).strip();
        try {
            Cron parsed = PARSER.parse(text).validate();
            Timetable timetable = new Timetable(text, where, ExecutionTime.forCron(parsed));
            if (timetable.after(Instant.now()).isPresent()) {
                return timetable;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below, like an expression that never comes true.
        }
        throw Fields.wrong("cron", "five fields (minute, hour, day of month, month, day of week) that name a time to come,"
                + " such as 0 3 * * *");
    }

    public String cron() {
        return cron;
    }

    /** Name of the zone. */
    public String zone() {
        return zone.getId();
    }

    /** The first time after a moment. */
    public Optional<Instant> after(Instant moment) {
        return times.nextExecution(ZonedDateTime.ofInstant(moment, zone)).map(ZonedDateTime::toInstant);
    }
}
