package io.mudanza.engine.people;

import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One merge inside its transaction. */
final class MergeRun {

    /** Superusers who came in with the backup are listed up to here. */
    private static final int LISTED = 200;

    private final MergeRequest request;
    private final Connection live;
    private final UserTable there;
    private final Connection scratch;
    private final UserTable here;
    private final Cancellation cancellation;
    private final List<MergedUser> users = new ArrayList<>();
    private final Map<String, String> idNow = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    MergeRun(MergeRequest request, Connection live, UserTable there, Connection scratch, UserTable here,
            Cancellation cancellation) {
        this.request = request;
        this.live = live;
        this.there = there;
        this.scratch = scratch;
        this.here = here;
        this.cancellation = cancellation;
    }

    MergeRecord merge(List<LivePerson> superusers) throws SQLException, EngineException, IOException {
        List<String> power = power();
        BackupPeople backup = new BackupPeople(scratch, here, power);
        long backupUsers = backup.count();
        EmailOverlap overlap = EmailOverlap.of(live, there, scratch, here);
        Map<String, List<BackupPerson>> sharing = backup.sharing(superusers);
        Map<LivePerson, BackupPerson> known = new LinkedHashMap<>();
        List<LivePerson> strangers = new ArrayList<>();
        for (LivePerson person : superusers) {
            List<BackupPerson> alike = sharing.getOrDefault(
                    Objects.requireNonNullElse(EmailAddress.fold(person.email()), ""), List.of());
            BackupPerson meant = alike.isEmpty() ? null : BackupPeople.meant(person.email(), alike);
            if (meant != null) {
                known.put(person, meant);
            } else if (person.survivor()) {
                strangers.add(person);
            }
        }
        Map<String, Map<String, String>> updates = updates(known, power);
        TouchedRows rows = new TouchedRows(scratch, here, request.tables());
        Map<TableHead, RowDigest> before = rows.digests(updates.keySet(), cancellation);
        UserSequences sequences = UserSequences.of(scratch, here);

        QuietTable quiet = QuietTable.of(scratch, here);
        for (Map.Entry<String, Map<String, String>> update : updates.entrySet()) {
            write(update.getKey(), update.getValue());
        }
        Set<String> entered = enter(strangers, sharing, sequences);
        if (!entered.isEmpty()) {
            sequences.lift();
        }
        quiet.wake();

        Set<String> touched = new LinkedHashSet<>(updates.keySet());
        touched.addAll(entered);
        Map<TableHead, RowDigest> after = rows.digests(touched, cancellation);
        listImported(backup, known, entered);
        long alone = strangers.stream().filter(one -> !sharing.containsKey(EmailAddress.fold(one.email()))).count();
        return new MergeRecord(true, null, here.label(), new LivePeople(live, there).count(), backupUsers,
                overlap.addresses(), new LivePeople(live, there).count() - overlap.liveUsers() - alone, users,
                changes(before, after), sequences.moved(), notes);
    }

    /** What a superuser of the live platform keeps when the backup knows them. */
    private List<String> power() {
        List<String> power = new ArrayList<>(List.of(here.superuser()));
        power.addAll(here.flags());
        if (request.settings().keepPasswords()) {
            power.addAll(here.passwords());
        }
        power.retainAll(there.columns().keySet());
        List<String> missing = there.columns().keySet().stream().filter(name -> !here.columns().containsKey(name)).toList();
        if (!missing.isEmpty()) {
            notes.add("The user table of the backup lacks columns of the live one; their values stay behind: "
                    + EmailAddress.plain(String.join(", ", missing)) + ".");
        }
        return power;
    }

    /** New values by the id of the backup, where they are not what they have to be. */
    private Map<String, Map<String, String>> updates(Map<LivePerson, BackupPerson> known, List<String> power) {
        Map<String, Map<String, String>> updates = new LinkedHashMap<>();
        Map<String, LivePerson> first = new LinkedHashMap<>();
        known.forEach((person, meant) -> first.merge(meant.id(), person, (a, b) -> nearer(a, b, meant)));
        known.forEach((person, meant) -> {
            if (first.get(meant.id()) != person) {
                idNow.put(person.id(), meant.id());
                users.add(new MergedUser(EmailAddress.masked(person.email()), Fate.UPDATED, person.id(), meant.id(),
                        person.survivor(), List.of("Another superuser of the live platform has the same e-mail; both are"
                                + " one user of the backup.")));
                return;
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (String column : power) {
                String wanted = person.values().get(column);
                boolean possible = wanted != null || !here.columns().get(column).required();
                if (possible && !Objects.equals(wanted, meant.power().get(column))) {
                    values.put(column, wanted);
                }
            }
            if (!values.isEmpty()) {
                updates.put(meant.id(), values);
            }
            idNow.put(person.id(), meant.id());
            users.add(new MergedUser(EmailAddress.masked(person.email()), Fate.UPDATED, person.id(), meant.id(),
                    person.survivor(), values.isEmpty() ? List.of()
                            : List.of("As on the live platform: " + String.join(", ", values.keySet()) + ".")));
        });
        return updates;
    }

    /** Which of two people with one e-mail the backup means: the survivor, else the one spelt alike, else the first. */
    private static LivePerson nearer(LivePerson a, LivePerson b, BackupPerson meant) {
        if (a.survivor() != b.survivor()) {
            return a.survivor() ? a : b;
        }
        return b.email().equals(meant.email()) && !a.email().equals(meant.email()) ? b : a;
    }

    private void write(String id, Map<String, String> values) throws SQLException, EngineException {
        List<String> settings = values.keySet().stream()
                .map(column -> Sql.name(column) + " = CAST(?::pg_catalog.text AS " + here.columns().get(column).type() + ")")
                .toList();
        try (PreparedStatement statement = scratch.prepareStatement("UPDATE " + here.sql() + " SET "
                + String.join(", ", settings) + " WHERE " + here.idText() + " = ?")) {
            int parameter = 0;
            for (String value : values.values()) {
                statement.setString(++parameter, value);
            }
            statement.setString(++parameter, id);
            int rows = statement.executeUpdate();
            if (rows != 1) {
                throw new EngineException(Code.INVALID_REQUEST, "The column " + here.id() + " of " + here.label()
                        + " does not identify one user: " + rows + " have the same. Correct the settings of the user table.");
            }
        }
    }

    private Set<String> enter(
            List<LivePerson> strangers, Map<String, List<BackupPerson>> sharing, UserSequences sequences)
            throws SQLException, EngineException {
        Set<String> ids = new LinkedHashSet<>();
        if (strangers.isEmpty()) {
            return ids;
        }
        RowEntry entry = new RowEntry(scratch, here, sequences, sameKindOfId());
        Map<String, LivePerson> entered = new LinkedHashMap<>();
        for (LivePerson person : strangers) {
            RowEntry.Entered row = entry.enter(person);
            List<String> changes = new ArrayList<>(row.changes());
            if (sharing.containsKey(EmailAddress.fold(person.email()))) {
                changes.addFirst("Several users of the backup have this e-mail, so that none of them was taken for this one.");
            }
            ids.add(row.id());
            entered.put(row.id(), person);
            idNow.put(person.id(), row.id());
            users.add(new MergedUser(EmailAddress.masked(person.email()),
                    row.id().equals(person.id()) ? Fate.KEPT : Fate.RENUMBERED, person.id(), row.id(), person.survivor(),
                    changes));
        }
        for (Map.Entry<String, LivePerson> one : entered.entrySet()) {
            nameOthers(one.getKey(), one.getValue(), entry.toItself());
        }
        return ids;
    }

    /** Whether an id of the live platform can be one of the backup. */
    private boolean sameKindOfId() {
        UserColumn mine = here.columns().get(here.id());
        UserColumn theirs = there.columns().get(there.id());
        return mine.type().equals(theirs.type()) || mine.isWholeNumber() && theirs.isWholeNumber() || mine.isText();
    }

    /** Columns that name other users: those who are here under the id they have now; nobody where they are not. */
    private void nameOthers(String id, LivePerson person, Set<String> columns) throws SQLException, EngineException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String column : columns) {
            String named = person.values().get(column);
            String now = named == null ? null : idNow.get(named);
            if (now != null) {
                values.put(column, now);
            } else if (here.columns().get(column).required()) {
                values.put(column, id);
            }
        }
        if (!values.isEmpty()) {
            write(id, values);
        }
    }

    private void listImported(BackupPeople backup, Map<LivePerson, BackupPerson> known, Set<String> entered)
            throws SQLException {
        List<String> butFor = new ArrayList<>(entered);
        known.values().forEach(one -> butFor.add(one.id()));
        List<String[]> superusers = backup.superusers(butFor, LISTED + 1);
        superusers.stream().limit(LISTED).forEach(one -> users.add(new MergedUser(
                EmailAddress.masked(one[1]), Fate.IMPORTED, null, one[0], false, List.of())));
        if (superusers.size() > LISTED) {
            notes.add("The backup has more superusers than the " + LISTED + " that are listed.");
        }
    }

    private static List<TableChange> changes(Map<TableHead, RowDigest> before, Map<TableHead, RowDigest> after) {
        return before.keySet().stream()
                .map(head -> new TableChange(head.schema(), head.name(), before.get(head), after.get(head)))
                .filter(change -> !change.before().equals(RowDigest.EMPTY) || !change.after().equals(RowDigest.EMPTY))
                .toList();
    }
}
