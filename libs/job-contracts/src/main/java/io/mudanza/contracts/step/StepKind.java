package io.mudanza.contracts.step;

import java.util.Locale;

/** What a step does and which worker runs it. The wire form is the lower-case name. */
public enum StepKind {
    /** Reads the platform under one snapshot and seals parts; ends with a signed manifest. */
    EXPORT(Worker.EXPORT),
    /** Compares the rights, room and objects of the target with the bundle to come; creates nothing. */
    PREFLIGHT(Worker.IMPORT),
    /** Opens the export at the peer. */
    CONNECT(Worker.TRANSFER),
    /** Follows the peer's feed and stores its parts, each checked by SHA-256. */
    FETCH(Worker.TRANSFER),
    /** Turns an uploaded bundle file into parts. */
    UNPACK(Worker.TRANSFER),
    /** Sends the bundle of this job to the peer and follows the peer's import. */
    SEND(Worker.TRANSFER),
    /** Brings the media beside the live store, fetching only what differs by hash. */
    STAGE_MEDIA(Worker.TRANSFER),
    /** Loads the parts into the shadow (or the prepared target) as they arrive. */
    LOAD(Worker.IMPORT),
    /** Writes a portable backup of the platform as it is before a restore changes it. */
    BACK_UP(Worker.IMPORT),
    /** Brings the administrators of the platform and the users of a backup together, in the loaded state. */
    MERGE_USERS(Worker.IMPORT),
    /** Reads the loaded state back and compares it with the manifest. */
    VERIFY(Worker.VERIFICATION),
    /** Makes the new state visible, database and media together. */
    PUBLISH(Worker.IMPORT),
    /** Signs the report of the whole job. */
    CERTIFY(Worker.VERIFICATION),
    /** Compensation before publish: drops the shadow and the staged media. */
    DISCARD(Worker.IMPORT),
    /** Puts the checkpoint of an earlier job back. */
    ROLL_BACK(Worker.IMPORT),
    /** Removes received parts, staged media and peer credentials of an ended job. */
    CLEAN_UP(Worker.TRANSFER);

    private final Worker worker;

    StepKind(Worker worker) {
        this.worker = worker;
    }

    /** The only service that runs steps of this kind. */
    public Worker worker() {
        return worker;
    }

    /** The form used in JSON, in events and in the ledger. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the text names no kind of step */
    public static StepKind ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
