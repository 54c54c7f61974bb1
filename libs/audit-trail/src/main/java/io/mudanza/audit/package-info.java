/**
 * Who did what to which object, from where, with which outcome: rows that are only added, each chained to the one before
 * by an HMAC, and signed checkpoints outside the database that show when the end was cut off.
 */
package io.mudanza.audit;
