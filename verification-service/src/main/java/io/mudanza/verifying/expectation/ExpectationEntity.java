package io.mudanza.verifying.expectation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What a job was compared with, kept for later comparisons when its parts are gone. */
@Entity
@Table(name = "expectation")
public class ExpectationEntity {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    @Column(name = "manifest", nullable = false)
    String manifest;

    @Column(name = "signature", nullable = false)
    String signature;

    @Column(name = "pre_data")
    String preData;

    @Column(name = "post_data")
    String postData;

    /** The stored bytes of the media index part. */
    @Column(name = "media_index")
    byte[] mediaIndex;

    @Column(name = "stored_at", nullable = false)
    Instant storedAt;
}
