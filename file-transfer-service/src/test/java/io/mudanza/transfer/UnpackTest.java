package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaSwitch;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.bundle.store.PartWriter;
import io.mudanza.bundle.tar.BundleTar;
import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.platform.standin.StepClient.Ending;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class UnpackTest extends TransferTestBase {

    private static final byte[] POSTER = "poster".getBytes(StandardCharsets.UTF_8);

    @Override
    JobDirection direction() {
        return JobDirection.IMPORT;
    }

    @Test
    void turnsAnUploadIntoPartsAndMedia() throws Exception {
        // Given
        TestBundle bundle = bundle();
        byte[] tar = tar(bundle);
        upload(tar, 100_000);
        // When
        Ending ending = run(StepKind.UNPACK);
        // Then
        assertThat(ending.facts()).containsKey(StepFacts.MANIFEST_SHA256);
        for (Part part : bundle.parts) {
            assertThat(Files.mismatch(received().root().resolve(part.name()), bundle.store.root().resolve(part.name())))
                    .isEqualTo(-1);
        }
        assertThat(data.resolve("uploads").resolve(job.toString())).doesNotExist();
        assertThat(run(StepKind.STAGE_MEDIA).facts()).containsEntry(StepFacts.MEDIA_FILES, 1);
        assertThat(new MediaSwitch(media, job).staged()).isTrue();
        assertThat(run(StepKind.UNPACK).completed()).as("a repeated run finds all done").isNotNull();
        assertThat(run(StepKind.CLEAN_UP).completed()).isNotNull();
        for (Part part : bundle.parts) {
            assertThat(received().root().resolve(part.name()).toFile().exists())
                    .as(part.name() + ": rows are kept for a later verification, media are not")
                    .isEqualTo(part.kind() != PartKind.MEDIA);
        }
    }

    @Test
    void goesOnFromHalfUnpackedParts() throws Exception {
        // Given: an earlier run was killed after the first part
        TestBundle bundle = bundle();
        upload(tar(bundle), 10_000_000);
        try (FeedLog log = new FeedLog(received().feedFile())) {
            log.append(new FeedLine.Opened(ManifestJson.write(bundle.head)));
        }
        // When
        Ending ending = run(StepKind.UNPACK);
        // Then
        assertThat(ending.completed()).isNotNull();
        assertThat(FeedLog.lines(received().feedFile())).isEqualTo(FeedLog.lines(bundle.store.feedFile()));
    }

    @Test
    void aTruncatedFileIsRefused() throws Exception {
        byte[] tar = tar(bundle());
        upload(Arrays.copyOf(tar, tar.length - 4096), 10_000_000);
        assertThat(refused().code()).isIn("bundle_truncated", "bundle_invalid");
    }

    @Test
    void anUploadThatWasNeverEndedIsRefused() throws Exception {
        given().header("Authorization", LocalServices.bearer()).contentType("application/octet-stream")
                .body(new byte[1000]).post("/internal/transfer/uploads/" + job + "?offset=0").then().statusCode(200);
        assertThat(refused().code()).isEqualTo("bundle_truncated");
    }

    @Test
    void anAlteredPartIsRefusedAndNeverSealed() throws Exception {
        TestBundle bundle = bundle();
        byte[] tar = tar(bundle);
        byte[] part = Files.readAllBytes(bundle.store.root().resolve(bundle.parts.getFirst().name()));
        int at = indexOf(tar, Arrays.copyOf(part, 64));
        tar[at + part.length / 2] ^= 1;
        upload(tar, 10_000_000);
        assertThat(refused().code()).isEqualTo("bundle_part_corrupt");
        assertThat(received().isSealed(bundle.parts.getFirst().name())).isFalse();
    }

    @Test
    void aFileThatIsNoBundleIsRefused() {
        upload("PK\3\4 this is a zip file".repeat(1000).getBytes(StandardCharsets.UTF_8), 10_000_000);
        assertThat(refused().code()).isEqualTo("bundle_invalid");
    }

    private StepFailed refused() {
        StepFailed failed = run(StepKind.UNPACK).failed();
        assertThat(failed).isNotNull();
        assertThat(feedLines()).noneMatch(line -> line instanceof FeedLine.Completed);
        return failed;
    }

    private List<FeedLine> feedLines() {
        try {
            return FeedLog.lines(received().feedFile());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private TestBundle bundle() throws Exception {
        TestBundle bundle = new TestBundle(temp.resolve("source"), true);
        for (int i = 0; i < 4; i++) {
            bundle.rows(i, 60_000);
        }
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(POSTER));
        bundle.mediaIndex(List.of(new MediaFile(
                "poster.txt", POSTER.length, sha256, "text/plain", Instant.parse("2026-01-01T00:00:00Z"))));
        try (PartWriter writer = new PartWriter(
                bundle.store, "media/blob/" + sha256.substring(0, 2) + "/" + sha256, PartKind.MEDIA, null)) {
            writer.write(POSTER, 0, POSTER.length);
            bundle.announce(writer.seal(null));
        }
        return bundle;
    }

    private byte[] tar(TestBundle bundle) throws Exception {
        FeedLine.Completed line = bundle.complete();
        member(bundle.store, Head.MEMBER, ManifestJson.write(bundle.head));
        member(bundle.store, Manifest.MEMBER, line.manifestJson());
        member(bundle.store, Manifest.SIGNATURE_MEMBER, line.signature());
        return BundleTar.of(bundle.store).open(0).readAllBytes();
    }

    private static void member(PartStore store, String name, String text) throws Exception {
        try (PartStore.Draft draft = store.draft(name)) {
            draft.channel().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            draft.seal();
        }
    }

    private void upload(byte[] bytes, int chunk) {
        for (int from = 0; from < bytes.length; from += chunk) {
            int to = Math.min(bytes.length, from + chunk);
            given().header("Authorization", LocalServices.bearer()).contentType("application/octet-stream")
                    .body(Arrays.copyOfRange(bytes, from, to))
                    .post("/internal/transfer/uploads/" + job + "?offset=" + from + (to == bytes.length ? "&last=true"
                            : ""))
                    .then().statusCode(200);
        }
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i <= all.length - part.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }
}
