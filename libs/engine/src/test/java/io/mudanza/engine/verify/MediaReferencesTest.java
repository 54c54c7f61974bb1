package io.mudanza.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.testing.Platforms;
import org.junit.jupiter.api.Test;

class MediaReferencesTest {

    @Test
    void findsFilesThatRowsPointToButTheStoreLacks() throws Exception {
        // Given
        DatabaseAddress platform = Platforms.empty("media");
        Platforms.execute(platform, "CREATE TABLE e (id int, \"Image Path\" text, title text, file_size int, profile text);"
                + " INSERT INTO e VALUES (1, 'a/1.jpg', 'x.jpg'), (2, '/media/a/2.jpg', NULL), (3, 'a/gone é.jpg', NULL),"
                + " (4, 'https://cdn.example/x.jpg', NULL), (5, '', NULL), (6, NULL, NULL), (7, 'no file at all', 'gone.png')");
        MediaKeySet store = new MediaKeySet();
        store.add("a/1.jpg");
        store.add("a/2.jpg");
        store.add("a/unused.jpg");

        // When
        MediaReferenceReport report =
                new MediaReferences(platform, null).check(store, ProgressListener.NONE, Cancellation.NEVER);

        // Then
        assertThat(report.columns()).contains("public.e.Image Path").doesNotContain("public.e.title", "public.e.file_size");
        assertThat(report.references()).isEqualTo(2);
        assertThat(report.missing()).isEqualTo(1);
        assertThat(report.examples()).containsExactly(
                new MediaReferenceReport.Missing("public.e.Image Path", "a/gone é.jpg"));
        assertThat(report.unreferenced()).isEqualTo(1);
        assertThat(store.isReferenced("a/unused.jpg")).isFalse();
    }
}
