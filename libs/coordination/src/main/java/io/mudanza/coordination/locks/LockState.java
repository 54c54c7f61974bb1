package io.mudanza.coordination.locks;

import java.time.Duration;
import java.time.Instant;

/**
 * A lock as it stands.
 *
 * @param held        whether somebody has it; false also when it is free and others stand in line
 * @param owner       whose it is, or who is first in line; null when nobody
 * @param holder      what that one says about itself
 * @param since       since when; null when nobody has it
 * @param expiresIn   what is left of the lease, zero when nobody has it
 * @param expiresAt   when the lease ends; null when nobody has it
 * @param fence       number of the last grant, 0 for none that is remembered
 * @param waiting     how many stand in line
 * @param ahead       how many of them stand before the one who asks
 * @param owned       how many locks the one who asks holds at the moment
 * @param takenOverBy the administrator who took it over; null for nobody
 * @param reason      why it was taken over
 */
public record LockState(
        boolean held, String owner, String holder, Instant since, Duration expiresIn, Instant expiresAt, long fence,
        int waiting, int ahead, int owned, String takenOverBy, String reason) {}
