package io.mudanza.transfer.backup;

import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaKey;
import io.mudanza.transfer.archive.ArchiveException;
import io.mudanza.transfer.archive.EntryName;
import io.mudanza.transfer.archive.Expanded;
import io.mudanza.transfer.archive.FileKind;
import io.mudanza.transfer.archive.Head;
import io.mudanza.transfer.archive.TarEntry;
import io.mudanza.transfer.archive.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Goes once through an uploaded file and keeps what a restore needs. */
final class ArchiveVisit {

    private static final Set<FileKind> DUMPS = EnumSet.of(
            FileKind.SQL, FileKind.GZIP, FileKind.ZSTD, FileKind.PG_CUSTOM, FileKind.PG_TAR);
    private static final int SHOWN = 5;
    /** Of what should be there once, no more than this is remembered. */
    private static final int MOST = 20;

    private final BackupSettings settings;
    private final Contents contents;
    private final SortedIndex media;
    private final boolean keepDump;
    private final boolean keepMedia;
    private final BooleanSupplier stopped;
    private final List<FoundDump> dumps = new ArrayList<>();
    private final Map<String, List<FoundDump.DumpFile>> folders = new LinkedHashMap<>();
    private final Set<String> stores = new TreeSet<>();
    private final List<String> others = new ArrayList<>();
    private long othersCount;
    private long entries;
    private long expanded;
    private long mediaFiles;
    private long mediaBytes;

    ArchiveVisit(
            BackupSettings settings, Contents contents, SortedIndex media, boolean keepDump, boolean keepMedia,
            BooleanSupplier stopped) {
        this.settings = settings;
        this.contents = contents;
        this.media = media;
        this.keepDump = keepDump;
        this.keepMedia = keepMedia;
        this.stopped = stopped;
    }

    /** @param name of the uploaded file, for people */
    void visit(InputStream upload, String name) throws IOException, InterruptedException {
        Head packed = Head.of(upload);
        if (DUMPS.contains(packed.kind()) && packed.kind() != FileKind.GZIP && packed.kind() != FileKind.ZSTD) {
            single(packed, name);
            return;
        }
        Expanded plain = Expanded.of(packed.all(), packed.kind(), settings.limits());
        Head inner = Head.of(plain);
        switch (inner.kind()) {
            case TAR -> {
                tar(inner.all());
                expanded = plain.bytes();
            }
            case SQL, PG_CUSTOM, PG_TAR -> {
                single(new Head(inner.kind(), inner.all()), name);
                expanded = plain.bytes();
            }
            case EMPTY -> throw new ArchiveException(ArchiveException.Reason.TRUNCATED, "The file is empty");
            case GZIP, ZSTD, PG_CONTENTS, ZIP, XZ, BZIP2, SEVEN_ZIP, HTML, UNKNOWN -> throw new ArchiveException(
                    ArchiveException.Reason.UNKNOWN_FORMAT, "The file is " + words(inner.kind())
                            + "; a .tar.gz, .tar.zst or .tar, or a dump of PostgreSQL, is expected");
        }
    }

    private static String words(FileKind kind) {
        return kind == FileKind.UNKNOWN ? "of an unknown kind" : "of the kind " + kind.words();
    }

    private void single(Head dump, String name) throws IOException {
        String file = "dump/dump" + extension(dump.kind());
        if (keepDump) {
            Contents.Kept kept = contents.keep(dump.all(), file);
            dumps.add(of(name, kept));
        } else {
            contents.pass(dump.all());
        }
        entries = 1;
    }

    private static FoundDump of(String name, Contents.Kept kept) {
        String file = kept.part().substring(kept.part().lastIndexOf('/') + 1);
        return new FoundDump(EntryName.shown(name), false, kept.size(),
                List.of(new FoundDump.DumpFile(kept.part(), file, kept.size(), kept.sha256())));
    }

    private static String extension(FileKind kind) {
        return switch (kind) {
            case SQL -> ".sql";
            case PG_TAR -> ".tar";
            case PG_CUSTOM -> ".dump";
            case GZIP -> ".gz";
            case ZSTD -> ".zst";
            case TAR, PG_CONTENTS, ZIP, XZ, BZIP2, SEVEN_ZIP, HTML, EMPTY, UNKNOWN -> ".bin";
        };
    }

    private void tar(InputStream plain) throws IOException, InterruptedException {
        TarReader tar = new TarReader(plain, settings.limits());
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            if (stopped.getAsBoolean()) {
                throw new InterruptedException("the step was told to stop");
            }
            if (entry.folder()) {
                continue;
            }
            entries++;
            switch (settings.layout().role(entry.name())) {
                case BackupLayout.Role.Dump ignored -> dump(entry, tar.content());
                case BackupLayout.Role.OfFolder part -> folder(part, tar.content());
                case BackupLayout.Role.Media file -> media(file, entry, tar.content());
                case BackupLayout.Role.Other ignored -> other(entry);
            }
        }
        folders.forEach((folder, files) -> {
            if (files.stream().anyMatch(file -> file.name().equals("toc.dat"))) {
                dumps.add(new FoundDump(EntryName.shown(folder.isEmpty() ? "." : folder), true,
                        files.stream().mapToLong(FoundDump.DumpFile::size).sum(), List.copyOf(files)));
            } else {
                othersCount += files.size();
                others.add(EntryName.shown(folder + "/"));
            }
        });
    }

    private void dump(TarEntry entry, InputStream content) throws IOException {
        Head head = Head.of(content);
        if (!DUMPS.contains(head.kind())) {
            other(entry);
            return;
        }
        if (dumps.size() == MOST) {
            contents.pass(head.all());
            return;
        }
        if (!keepDump || dumps.size() > 1) {
            dumps.add(new FoundDump(EntryName.shown(entry.name()), false, contents.pass(head.all()), List.of()));
            return;
        }
        dumps.add(of(entry.name(), contents.keep(head.all(), "dump/" + dumps.size() + "/dump" + extension(head.kind()))));
    }

    private void folder(BackupLayout.Role.OfFolder part, InputStream content) throws IOException {
        boolean known = folders.containsKey(part.folder());
        if (!known && folders.size() == MOST) {
            othersCount++;
            return;
        }
        List<FoundDump.DumpFile> files = folders.computeIfAbsent(part.folder(), folder -> new ArrayList<>());
        if (!keepDump || !known && folders.size() > 2) {
            files.add(new FoundDump.DumpFile("", part.file(), contents.pass(content), ""));
            return;
        }
        int number = new ArrayList<>(folders.keySet()).indexOf(part.folder());
        Contents.Kept kept = contents.keep(content, "dump/folder" + number + "/" + part.file());
        files.add(new FoundDump.DumpFile(kept.part(), part.file(), kept.size(), kept.sha256()));
    }

    private void media(BackupLayout.Role.Media file, TarEntry entry, InputStream content) throws IOException {
        MediaKey.check(file.key());
        if (stores.size() < MOST) {
            stores.add(file.store());
        }
        mediaFiles++;
        mediaBytes += entry.size();
        if (keepMedia) {
            Contents.Kept kept = contents.keepByHash(content);
            String type = URLConnection.guessContentTypeFromName(file.key());
            media.add(new MediaFile(file.key(), kept.size(), kept.sha256(),
                    type == null ? "application/octet-stream" : type, null));
        }
    }

    private void other(TarEntry entry) {
        othersCount++;
        if (others.size() < SHOWN) {
            others.add(EntryName.shown(entry.name()));
        }
    }

    List<FoundDump> dumps() {
        return dumps;
    }

    Set<String> stores() {
        return stores;
    }

    long mediaFiles() {
        return mediaFiles;
    }

    long mediaBytes() {
        return mediaBytes;
    }

    long entries() {
        return entries;
    }

    long expanded() {
        return expanded;
    }

    long othersCount() {
        return othersCount;
    }

    List<String> others() {
        return others;
    }
}
